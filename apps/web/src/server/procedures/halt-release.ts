import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Ends a halt. The router refuses it to whoever placed it. */
export const haltRelease = actFor('risk:halt')
  .input(z.object({ halt_id: z.uuid() }))
  .output(actOutcome)
  .mutation(({ ctx, input: { halt_id: haltId, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: `/halt/${haltId}/release`, body: why }),
  );

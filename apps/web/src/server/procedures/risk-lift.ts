import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Takes an instrument off the restricted list. */
export const riskLift = actFor('risk:write')
  .input(z.object({ id: z.uuid() }))
  .output(actOutcome)
  .mutation(({ ctx, input: { id, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: `/risk/restricted/${id}/lift`, body: why }),
  );

import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Approves a report that is made, or says that one that is approved is published. The router refuses an approval to whoever asked for it. */
export const reportFollow = actFor('reports:approve')
  .input(z.object({ id: z.uuid(), step: z.enum(['approve', 'publish']) }))
  .output(actOutcome)
  .mutation(({ ctx, input: { id, step, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: `/reports/${id}/${step}`, body: why }),
  );

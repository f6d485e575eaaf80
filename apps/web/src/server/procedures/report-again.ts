import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Has a report that failed made again. */
export const reportAgain = actFor('reports:write')
  .input(z.object({ id: z.uuid() }))
  .output(actOutcome)
  .mutation(({ ctx, input: { id, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: `/reports/${id}/again`, body: why }),
  );

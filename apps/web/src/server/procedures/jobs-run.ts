import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Has a job run now, or a run of it tried again that failed. */
export const jobsRun = actFor('jobs:run')
  .input(z.object({ name: z.string().min(1).max(100), retry_of: z.uuid().nullable() }))
  .output(actOutcome)
  .mutation(({ ctx, input: { name, ...asked } }) =>
    act(ctx.headers, { method: 'POST', path: `/jobs/${encodeURIComponent(name)}/run`, body: asked }),
  );

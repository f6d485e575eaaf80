import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Approves or refuses a version of the limits. The router refuses both to whoever wrote it. */
export const riskLimitsDecide = actFor('risk:write')
  .input(z.object({ version: z.number().int().positive(), verdict: z.enum(['approve', 'refuse']) }))
  .output(actOutcome)
  .mutation(({ ctx, input: { version, verdict, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: `/risk/limits/${version}/${verdict}`, body: why }),
  );

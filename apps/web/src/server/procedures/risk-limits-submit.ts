import 'server-only';
import { riskLimitsDraft } from '@fairlead/contracts/risk';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Writes a version of the limits, which waits for another person. */
export const riskLimitsSubmit = actFor('risk:write')
  .input(z.object({ limits: riskLimitsDraft.shape.limits }))
  .output(actOutcome)
  .mutation(({ ctx, input }) => act(ctx.headers, { method: 'POST', path: '/risk/limits', body: input }));

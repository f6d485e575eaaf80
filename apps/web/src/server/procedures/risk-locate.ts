import 'server-only';
import { locateRequest } from '@fairlead/contracts/risk';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Keeps shares that a client has located, or changes how many and until when. */
export const riskLocate = actFor('risk:write')
  .input(locateRequest.omit({ reason: true, idempotency_key: true }))
  .output(actOutcome)
  .mutation(({ ctx, input }) => act(ctx.headers, { method: 'POST', path: '/risk/locates', body: input }));

import 'server-only';
import { restrictionRequest } from '@fairlead/contracts/risk';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Puts an instrument on the restricted list, of the firm or of a client. */
export const riskRestrict = actFor('risk:write')
  .input(restrictionRequest.pick({ client_id: true, instrument_id: true, side: true }))
  .output(actOutcome)
  .mutation(({ ctx, input }) => act(ctx.headers, { method: 'POST', path: '/risk/restricted', body: input }));

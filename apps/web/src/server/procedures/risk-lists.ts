import 'server-only';
import { riskLists } from '@fairlead/contracts/risk';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** Who may trade what, to whom the router tells it. */
export const riskListsGet = procedureFor('orders:read')
  .output(riskLists)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/risk/lists', answer: riskLists }));

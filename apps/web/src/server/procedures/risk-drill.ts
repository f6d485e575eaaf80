import 'server-only';
import { riskDrill } from '@fairlead/contracts/risk-drill';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** What the last drill of this installation came to, to whom the router tells it. */
export const riskDrillGet = procedureFor('orders:read')
  .output(riskDrill)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/risk/drill', answer: riskDrill }));

import 'server-only';
import { riskLimitsView } from '@fairlead/contracts/risk';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** The limits in force, the default beneath them and the versions, to whom the router tells them. */
export const riskLimitsGet = procedureFor('orders:read')
  .output(riskLimitsView)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/risk/limits', answer: riskLimitsView }));

import 'server-only';
import { riskExposure } from '@fairlead/contracts/risk';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** What the orders of today come to, beside the limits, to whom the router tells it. */
export const riskExposureGet = procedureFor('orders:read')
  .output(riskExposure)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/risk/exposure', answer: riskExposure }));

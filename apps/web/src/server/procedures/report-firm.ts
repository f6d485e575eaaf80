import 'server-only';
import { reportFirmView } from '@fairlead/contracts/report-settings';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** Who the firm is today, and all that was said of it. */
export const reportFirmGet = procedureFor('reports:read')
  .output(reportFirmView)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/reports/firm', answer: reportFirmView }));

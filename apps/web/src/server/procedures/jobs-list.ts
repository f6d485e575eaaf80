import 'server-only';
import { jobsView } from '@fairlead/contracts/job-history';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** The jobs of the worker, their newest failures and what their queues hold, to whom the router tells it. */
export const jobsList = procedureFor('jobs:read')
  .output(jobsView)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/jobs', answer: jobsView }));

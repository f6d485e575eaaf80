import 'server-only';
import { jobRunsQuery, jobRunsView } from '@fairlead/contracts/job-history';
import { z } from 'zod';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

const { outcome, cursor } = jobRunsQuery.shape;

/** A page of the tries of a job, the newest first, to whom the router tells it. */
export const jobsRuns = procedureFor('jobs:read')
  .input(z.object({ name: z.string().min(1).max(100), outcome, cursor }))
  .output(jobRunsView)
  .query(({ ctx, input }) => {
    const asked = new URLSearchParams();
    if (input.outcome !== undefined) asked.set('outcome', input.outcome);
    if (input.cursor !== undefined) asked.set('cursor', input.cursor);
    const path = `/jobs/${encodeURIComponent(input.name)}/runs?${asked}`;
    return callRouter(ctx.headers, { method: 'GET', path, answer: jobRunsView });
  });

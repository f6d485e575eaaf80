import 'server-only';
import { z } from 'zod';
import { recomputation } from '@/rows/recomputation';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** Has the router make a decision again from its stored record, in the name of the person who asks, and compare. */
export const decisionRecompute = procedureFor('orders:read')
  .input(z.object({ decision_id: z.uuid() }))
  .output(recomputation)
  .mutation(({ ctx, input }) =>
    callRouter(ctx.headers, { method: 'POST', path: `/decisions/${input.decision_id}/replay`, answer: recomputation }),
  );

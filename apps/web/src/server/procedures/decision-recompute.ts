import 'server-only';
import { z } from 'zod';
import { callRouter } from '../router-api/call-router';
import { procedure } from '../trpc';

const output = z.object({ same: z.boolean(), stored_hash: z.string(), recomputed_hash: z.string() });

/** Has the router make a decision again from its stored record, in the name of the person who asks, and compare. */
export const decisionRecompute = procedure
  .input(z.object({ decision_id: z.uuid() }))
  .output(output)
  .mutation(({ ctx, input }) =>
    callRouter(ctx.headers, { method: 'POST', path: `/decisions/${input.decision_id}/replay`, answer: output }),
  );

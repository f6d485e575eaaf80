import 'server-only';
import { z } from 'zod';
import { counterfactual } from '@/rows/counterfactual';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** What every objective in every mode would have done on the market of a decision; nothing is recorded or sent. */
export const decisionCounterfactual = procedureFor('orders:read')
  .input(z.object({ decision_id: z.uuid() }))
  .output(counterfactual)
  .mutation(({ ctx, input }) =>
    callRouter(ctx.headers, {
      method: 'POST',
      path: `/decisions/${input.decision_id}/counterfactual`,
      answer: counterfactual,
    }),
  );

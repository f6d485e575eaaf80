import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { paymentTerms } from '@/rows/payment-terms';
import { act, actFor } from '../act';

/** Keeps what a venue pays from a day on; terms of that day are replaced. */
export const reportSetTerms = actFor('reports:write')
  .input(z.object({ terms: paymentTerms.omit({ author_name: true, created_at_ms: true }) }))
  .output(actOutcome)
  .mutation(({ ctx, input: { terms, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: '/reports/payment-terms', body: { ...terms, ...why } }),
  );

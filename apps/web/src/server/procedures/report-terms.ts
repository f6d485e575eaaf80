import 'server-only';
import { z } from 'zod';
import { paymentTerms } from '@/rows/payment-terms';
import { procedureFor } from '../trpc';

/** What venues pay and have paid, by venue, the latest first. */
export const reportTerms = procedureFor('reports:read')
  .output(z.array(paymentTerms))
  .query(async ({ ctx }) =>
    (await ctx.read.reports.paymentTerms()).map(({ created_at_us, ...terms }) => ({
      ...terms,
      created_at_ms: created_at_us / 1_000,
    })),
  );

import { z } from 'zod';

/** What a venue pays from a day on. Rates are exact decimal texts in US dollars per 100 shares, positive where the firm receives them. */
export const paymentTerms = z.object({
  venue_id: z.string(),
  effective_from: z.string(),
  pfof_market: z.string(),
  pfof_marketable_limit: z.string(),
  pfof_non_marketable_limit: z.string(),
  pfof_other: z.string(),
  profit_sharing_rate: z.string(),
  profit_sharing: z.string(),
  material_aspects: z.string(),
  source: z.string(),
  author_name: z.string(),
  created_at_ms: z.number(),
});
export type PaymentTerms = z.infer<typeof paymentTerms>;

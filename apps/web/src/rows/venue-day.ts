import { z } from 'zod';

/** What a venue did for the firm on a day (UTC). */
export const venueDay = z.object({
  date: z.string(),
  orders: z.number(),
  fills: z.number(),
  latency_ms: z.number().nullable(),
});
export type VenueDay = z.infer<typeof venueDay>;

import { z } from 'zod';

/** What works at a venue in one currency: children that have not ended, and what of them is open at their limits. */
export const venueWorking = z.object({
  venue_id: z.string(),
  currency: z.string(),
  children: z.number(),
  notional: z.number(),
});
export type VenueWorking = z.infer<typeof venueWorking>;

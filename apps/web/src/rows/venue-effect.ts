import { haltEffect } from '@fairlead/contracts/halt';
import { z } from 'zod';

/** What of the firm is at a venue, for who is about to take it out or in. */
export const venueEffect = z.object({
  open: haltEffect,
  /** The newest child orders of the last hour: how many, how many of them there, and where most of the others went. */
  flow: z.object({
    children: z.number(),
    here: z.number(),
    is_whole: z.boolean(),
    others: z.array(z.object({ venue_id: z.string(), children: z.number() })),
    /** What was sent there most; null where nothing was. */
    instrument_id: z.string().nullable(),
  }),
  /** Where an order to buy a hundred of it would go now if not there; null where that is not known. */
  next_best: z.string().nullable(),
});
export type VenueEffect = z.infer<typeof venueEffect>;

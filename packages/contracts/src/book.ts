import { z } from 'zod';
import { quoteState, venueType } from './enums.ts';
import { nbboView } from './smart-routing.ts';

/** One price of a venue's book: the price in the instrument's currency, the size in units. */
export const bookLevel = z.object({ price: z.number(), size: z.number() });
export type BookLevel = z.infer<typeof bookLevel>;

export const bookView = z
  .object({
    instrument_id: z.string(),
    timestamp: z.string(),
    nbbo: nbboView,
    venues: z.array(
      z.object({
        venue_id: z.string(),
        venue_type: venueType,
        lit: z.boolean(),
        quote_state: quoteState,
        event_time: z.string().nullable(),
        bids: z.array(bookLevel),
        asks: z.array(bookLevel),
      }),
    ),
  })
  .meta({
    id: 'Book',
    description:
      'What every venue that trades an instrument shows now, best level first; a venue that shows its best prices alone has one level a side.',
  });
export type BookView = z.infer<typeof bookView>;

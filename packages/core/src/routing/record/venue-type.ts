import type { MarketView } from '../../market/market-view.ts';
import type { VenueType } from '../../venue/venue.ts';

/** What a venue of a view is. Throws for a venue outside of it: nothing is sent there. */
export function venueTypeOf(venueId: string, { venues }: Pick<MarketView, 'venues'>): VenueType {
  for (const { venue } of venues) if (venue.venueId === venueId) return venue.venueType;
  throw new Error(`a slice to a venue outside the view: ${venueId}`);
}

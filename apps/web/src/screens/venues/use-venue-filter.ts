'use client';

import { VENUE_FILTER_PARSERS } from '@/lists/venue-list-url';
import { useListFilter } from '../list/use-list-filter';
import type { ShownVenue } from './use-venues';

/** Which venues are listed, kept in the address. */
export function useVenueFilter() {
  const { filter: held, onChange, onClear } = useListFilter(VENUE_FILTER_PARSERS, { history: 'replace' });
  return { held, onChange, onClear };
}
export type VenueFilter = ReturnType<typeof useVenueFilter>;

/** The venues that a filter lets through. */
export function venuesIn<Venue extends ShownVenue>(
  venues: readonly Venue[],
  { q, show, kind, assets }: VenueFilter['held'],
): readonly Venue[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return venues.filter((venue) => {
    const said = `${venue.venue_id} ${venue.venue_name} ${venue.mic ?? ''}`.toLowerCase();
    return (
      words.every((word) => said.includes(word)) &&
      (kind === null || venue.venue_type === kind) &&
      (assets === null || venue.asset_class === assets) &&
      (show === null || (show === 'UNWELL' ? venue.condition.rank < 2 : hasCircuitNews(venue)))
    );
  });
}

/** Open, tried, or held closed by hand. */
function hasCircuitNews({ circuit: { state, code } }: ShownVenue): boolean {
  return state !== 'CLOSED' || code === 'FORCED_CLOSED';
}

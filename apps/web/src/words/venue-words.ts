import type { VenueName } from '../rows/venue-name';

/** The name of a venue; its id where no name of it is known. */
export type NameOf = (venueId: string) => string;

/** How a list of venues names each of them. */
export function namesIn(venues: readonly VenueName[]): NameOf {
  const names = new Map(venues.map(({ venue_id, venue_name }) => [venue_id, venue_name]));
  return (venueId) => names.get(venueId) ?? venueId;
}

/** A venue by name and id, as in "NYSE Arca · ARCX"; once where both are the same. */
export function venueWords(venueId: string, nameOf: NameOf): string {
  const name = nameOf(venueId);
  return name === venueId ? venueId : `${name} · ${venueId}`;
}

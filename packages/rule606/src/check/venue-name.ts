import { saysNothing } from '@fairlead/core/report/printed-name';
import type { VenueServices } from '@fairlead/core/report/venue-services';
import type { Finding } from '../finding/finding.ts';
import type { NamedVenue } from '../public-report/public-report.ts';

/** How a venue of a list is called where something is wrong with it. */
export function venuePlace(list: string, { name, mic }: NamedVenue, place: number): string {
  const own = name === null || saysNothing(name) ? mic : name;
  return `${list} ${own ?? `venue ${place + 1}`}`;
}

/** A venue of a list; one of a report on handling may stand there as a primary and as a secondary one. */
interface ListedVenue extends NamedVenue {
  readonly services?: VenueServices | null;
}

/** Venues of one list that have no name, and such as stand twice: by one code, or by one name where one of them has no code. */
export function checkVenueNames(list: string, venues: readonly ListedVenue[]): Finding[] {
  return venues.flatMap((venue, index): Finding[] => {
    const place = venuePlace(list, venue, index);
    const called = venue.name ?? venue.mic ?? '';
    if (saysNothing(called)) return [{ code: 'VENUE_UNNAMED', place, found: called }];
    const isRepeated = venues.slice(0, index).some((before) => isSame(before, venue));
    return isRepeated ? [{ code: 'VENUE_REPEATED', place, found: called }] : [];
  });
}

function isSame(one: ListedVenue, other: ListedVenue): boolean {
  if (one.services !== other.services) return false;
  if (one.mic !== null && other.mic !== null) return one.mic === other.mic;
  return one.name !== null && one.name === other.name && one.mpid === other.mpid;
}

import type { Finding } from '../finding/finding.ts';
import type { NamedVenueFact } from '../public-report/facts.ts';

/** Venues that have several names in what a report is made of: who looks at it says whether they are one. */
export function checkOtherNames(venues: readonly NamedVenueFact[]): Finding[] {
  return venues.flatMap(({ name, mic, otherNames = [] }): Finding[] => {
    if (otherNames.length === 0) return [];
    const place = mic === null ? name : `${name} ${mic}`;
    return [{ code: 'VENUE_NAMES_DIFFER', place, found: otherNames.join(', ') }];
  });
}

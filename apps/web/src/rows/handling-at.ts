import type { HandlingFigures, HandlingMonth } from './customer-figures';
import type { HandlingPlace } from './handling-place';
import { idOfPrinted } from './printed-venues';

/** What a report on handling prints at a place. */
export interface HandlingThere {
  readonly printed: string | null;
  /** The venue with all that is printed of it; null where the figure is of no venue. */
  readonly venue: HandlingMonth['venues'][number] | null;
}

/** What the report prints at a place; null where it has no such place. */
export function handlingAt({ report, venueIds }: HandlingFigures, place: HandlingPlace): HandlingThere | null {
  const months = place.directed ? report.directed : report.nonDirected;
  const found = months?.find(({ year, month }) => `${year}-${String(month).padStart(2, '0')}` === place.month);
  if (found === undefined) return null;
  const { figure, at } = place;
  if (at === null) return { printed: found.sentShr, venue: null };
  const venue = found.venues.find(
    (each) => each.services === at.services && idOfPrinted(venueIds, each) === at.venueId,
  );
  return venue === undefined ? null : { printed: venue.figures[figure], venue };
}

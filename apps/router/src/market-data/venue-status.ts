import { type FillCourse, type FillKind, fillKind, fillOfKind } from '@fairlead/core/quality/fill-course';
import { sharedStart } from '@fairlead/core/quality/pace';
import type { Clock, Publisher, StreamData } from '../ports.ts';
import type { Market } from './market.ts';
import { statusView } from './shown-status.ts';
import type { VenueHealth } from './venue-health.ts';

/** How a venue is doing, as the stream tells it. Time in microseconds since 1970. */
export function venueUpdate(health: VenueHealth, nowUs: number): StreamData<'VENUE_UPDATE'> {
  const { venue, connected } = health;
  return { venue_id: venue.venueId, venue_type: venue.venueType, connected, ...statusView(health, nowUs) };
}

/** Measures the status of every venue anew, and tells of those that have changed. */
export class VenueStatusTicker {
  readonly #market: Market;
  readonly #publisher: Publisher;
  readonly #clock: Clock;

  constructor(market: Market, publisher: Publisher, clock: Clock) {
    this.#market = market;
    this.#publisher = publisher;
    this.#clock = clock;
  }

  tick(): void {
    const nowUs = this.#clock.nowUs();
    const { venues } = this.#market;
    const start = sharedStart(venues.map(({ begun }) => begun));
    const fillOf = fillsByKind(venues, nowUs);
    for (const health of venues) {
      const shared = { start, fill: fillOf.get(kindOf(health)) ?? 1 };
      if (health.measureStatus(nowUs, shared)) this.#publisher.publish('VENUE_UPDATE', venueUpdate(health, nowUs));
    }
  }
}

/** What is to be expected of venues of each kind now, of 0 to 1. */
function fillsByKind(venues: readonly VenueHealth[], nowUs: number): ReadonlyMap<FillKind, number> {
  const courses = new Map<FillKind, FillCourse[]>();
  for (const health of venues) {
    const ofKind = courses.get(kindOf(health)) ?? [];
    ofKind.push(health.estimates.fills(nowUs));
    courses.set(kindOf(health), ofKind);
  }
  return new Map([...courses].map(([kind, ofKind]) => [kind, fillOfKind(ofKind)]));
}

function kindOf({ venue }: VenueHealth): FillKind {
  return fillKind(venue.venueType);
}

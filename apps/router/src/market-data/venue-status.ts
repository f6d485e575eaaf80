import { sharedStart } from '@fairlead/core/quality/pace';
import type { Clock, Publisher, StreamData } from '../ports.ts';
import type { Market } from './market.ts';
import type { VenueHealth } from './venue-health.ts';

/** How a venue is doing, as the stream tells it. */
export function venueUpdate({ venue, status, connected }: VenueHealth): StreamData<'VENUE_UPDATE'> {
  return { venue_id: venue.venueId, venue_type: venue.venueType, status, connected };
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
    const start = sharedStart(this.#market.venues.map(({ begun }) => begun));
    for (const health of this.#market.venues) {
      if (health.measureStatus(nowUs, start)) this.#publisher.publish('VENUE_UPDATE', venueUpdate(health));
    }
  }
}

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
    const start = sharedStart(this.#market.venues.map(({ begun }) => begun));
    for (const health of this.#market.venues) {
      if (health.measureStatus(nowUs, start)) this.#publisher.publish('VENUE_UPDATE', venueUpdate(health, nowUs));
    }
  }
}

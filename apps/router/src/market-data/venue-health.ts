import type { VenueCondition } from '@fairlead/core/market/instrument-book';
import { decay } from '@fairlead/core/quality/decay';
import { fillRatePosterior } from '@fairlead/core/quality/fill-rate';
import type { Venue, VenueStatus } from '@fairlead/core/venue/venue';

/** What a venue is assumed to fill before it has been seen, and how many child orders that assumption counts for. */
const FILL_PRIOR = { mean: 0.9, weight: 10 };
/** Each new child order makes the older ones count this much less, so that half the weight is on the last 35 or so. */
const FADE_PER_CHILD = 0.98;
/** Round trips after which an older one counts half. */
const LATENCY_HALF_LIFE = 8;

/** What is known of one venue's behaviour: connection, status, latency and fill rate, learned from its own answers. */
export class VenueHealth {
  readonly venue: Venue;
  #connected = false;
  #latencyUs: number;
  #sent = 0;
  #filled = 0;
  #observations = 0;
  #lastUpdatedUs: number | null = null;
  #condition: VenueCondition;

  constructor(venue: Venue) {
    this.venue = venue;
    this.#latencyUs = venue.typicalLatencyUs;
    this.#condition = this.#build();
  }

  /** The condition as decisions see it; a new object whenever something changed, so that views can keep it. */
  get condition(): VenueCondition {
    return this.#condition;
  }

  /** When the last observation was made, in microseconds since 1970; null before the first. */
  get lastUpdatedUs(): number | null {
    return this.#lastUpdatedUs;
  }

  get status(): VenueStatus {
    return this.#connected ? 'ACTIVE' : 'OFFLINE';
  }

  /** Notes that the session came or went; false where nothing changed. */
  setConnected(connected: boolean): boolean {
    if (this.#connected === connected) return false;
    this.#connected = connected;
    this.#condition = this.#build();
    return true;
  }

  /** Learns from the first answer to a child order: `roundTripUs` from sending to the answer. */
  observeRoundTrip(roundTripUs: number, nowUs: number): void {
    this.#latencyUs = decay(this.#latencyUs, Math.max(0, roundTripUs), LATENCY_HALF_LIFE);
    this.#touch(nowUs);
  }

  /** Learns from a finished taking child: what share of it was filled, 0 to 1. */
  observeTake(filledShare: number, nowUs: number): void {
    this.#sent = this.#sent * FADE_PER_CHILD + 1;
    this.#filled = this.#filled * FADE_PER_CHILD + filledShare;
    this.#observations += 1;
    this.#touch(nowUs);
  }

  #touch(nowUs: number): void {
    this.#lastUpdatedUs = nowUs;
    this.#condition = this.#build();
  }

  #build(): VenueCondition {
    return {
      status: this.status,
      circuit: 'CLOSED',
      connected: this.#connected,
      latencyUs: Math.max(1, Math.round(this.#latencyUs)),
      fillRate: Math.round(fillRatePosterior(this.#filled, this.#sent, FILL_PRIOR).mean * 1_000_000) / 1_000_000,
      observations: this.#observations,
      hidden: [],
      blindBar: null,
    };
  }
}

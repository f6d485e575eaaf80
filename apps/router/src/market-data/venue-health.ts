import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { VenueMoment } from '@fairlead/core/market/instrument-book';
import type { VenueExpectation } from '@fairlead/core/market/view-parts';
import type { Side } from '@fairlead/core/order/request';
import type { CircuitState } from '@fairlead/core/venue/circuit-state';
import type { Venue, VenueStatus } from '@fairlead/core/venue/venue';
import { VenueEstimates } from './venue-estimates.ts';
import { VenueStanding } from './venue-standing.ts';

/** Nothing opens a circuit in this version: a venue that is gone is not connected, one that lags is SLOW. */
const CIRCUIT: CircuitState = 'CLOSED';

/** One venue as decisions see it: how it stands, and what its answers have taught. */
export class VenueHealth {
  readonly venue: Venue;
  readonly standing = new VenueStanding();
  readonly estimates: VenueEstimates;
  #throttledUntilUs = 0;

  constructor(venue: Venue) {
    this.venue = venue;
    this.estimates = new VenueEstimates(venue);
  }

  get connected(): boolean {
    return this.standing.connected;
  }

  get status(): VenueStatus {
    return this.standing.status;
  }

  /** The venue says that it takes no new orders until then, in microseconds since 1970; true where what is shown has changed. */
  throttled(untilUs: number): boolean {
    this.#throttledUntilUs = Math.max(this.#throttledUntilUs, untilUs);
    return this.standing.setThrottled(true);
  }

  /** Measures the status anew; true where what is shown has changed. Time in microseconds since 1970. */
  measureStatus(nowUs: number): boolean {
    const isFreed = this.standing.setThrottled(nowUs < this.#throttledUntilUs);
    return this.standing.measure({ circuit: CIRCUIT, ...this.estimates.behaviour(nowUs) }) || isFreed;
  }

  /** How the venue stands now for a decision for an instrument and a side. */
  moment(instrument: Instrument, side: Side, nowUs: number): VenueMoment {
    const { estimates, standing } = this;
    return {
      status: standing.status,
      circuit: CIRCUIT,
      connected: standing.connected,
      blindBar: estimates.blindBar(instrument.instrumentId, side, nowUs),
    };
  }

  /** What is to be expected of the venue in an instrument, by all that was learned until now. */
  expectation(instrument: Instrument, nowUs: number): VenueExpectation {
    const { latencyUs, fillRate, observations } = this.estimates.expectation(instrument.instrumentId, nowUs);
    return { latencyUs, fillRate, observations, hidden: this.estimates.hidden(instrument) };
  }
}

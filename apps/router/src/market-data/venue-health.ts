import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { VenueMoment } from '@fairlead/core/market/instrument-book';
import type { VenueExpectation } from '@fairlead/core/market/view-parts';
import type { Side } from '@fairlead/core/order/request';
import type { Venue, VenueStatus } from '@fairlead/core/venue/venue';
import { VenueCircuit } from './venue-circuit.ts';
import { VenueEstimates } from './venue-estimates.ts';
import { VenueStanding } from './venue-standing.ts';

/** The bound of a venue's p99 latency where nobody has set one, in microseconds. */
const LATENCY_BOUND_US = 2_500_000;

/** One venue as decisions see it: how it stands, what its answers have taught, and whether its circuit lets anything through. */
export class VenueHealth {
  readonly venue: Venue;
  readonly standing = new VenueStanding();
  readonly estimates: VenueEstimates;
  #throttledUntilUs = 0;
  readonly circuit: VenueCircuit;

  constructor(venue: Venue) {
    this.venue = venue;
    this.estimates = new VenueEstimates(venue);
    this.circuit = new VenueCircuit(venue.venueId, LATENCY_BOUND_US);
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
    return this.standing.measure({ circuit: this.circuit.state, ...this.estimates.behaviour(nowUs) }) || isFreed;
  }

  /** How the venue stands now for a decision for an instrument and a side. */
  moment(instrument: Instrument, side: Side, nowUs: number): VenueMoment {
    const { estimates, standing, circuit } = this;
    return {
      // Why an open circuit takes the venue out is said by the circuit itself.
      status: standing.statusOfItself,
      circuit: circuit.shown,
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

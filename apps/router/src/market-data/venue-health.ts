import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { VenueMoment } from '@fairlead/core/market/instrument-book';
import type { VenueExpectation } from '@fairlead/core/market/view-parts';
import type { Side } from '@fairlead/core/order/request';
import { expectedFill, type FillCourse } from '@fairlead/core/quality/fill-course';
import { type Begun, expectedRoundTripUs, type SharedDelay } from '@fairlead/core/quality/pace';
import type { VenueAbilities } from '@fairlead/core/venue/abilities';
import type { Venue, VenueStatus } from '@fairlead/core/venue/venue';
import type { VenueTerms } from '@fairlead/core/venue/venue-terms';
import { VenueCircuit } from './venue-circuit.ts';
import { VenueEstimates } from './venue-estimates.ts';
import { VenueLateness } from './venue-lateness.ts';
import { VenueRoom } from './venue-room.ts';
import { VenueSessionHours } from './venue-session-hours.ts';
import { type SaidWord, type ShownStatus, VenueStanding } from './venue-standing.ts';

/** What venues share now, of which none is to blame alone. */
export interface SharedCourse {
  /** By how much the courses of all venues are longer than expected; null where that is not known. */
  readonly start: SharedDelay | null;
  /** The share of 0 to 1 that is to be expected of venues of its kind now. */
  readonly fill: number;
}

const NOTHING_SHARED: SharedCourse = { start: null, fill: 1 };

/** One venue as decisions see it: how it stands, what its answers have taught, and whether its circuit lets anything through. */
export class VenueHealth {
  readonly venue: Venue;
  /** What is agreed with it about time. */
  readonly terms: VenueTerms;
  readonly lateness: VenueLateness;
  readonly standing = new VenueStanding();
  readonly estimates: VenueEstimates;
  #said: SaidWord | null = null;
  #shown: ShownStatus | null = null;
  readonly circuit: VenueCircuit;
  /** How many new orders it takes now. */
  readonly room = new VenueRoom();
  /** When it trades, by its own word. */
  readonly hours = new VenueSessionHours();
  #abilities: VenueAbilities | null = null;
  /** What was to be expected of its fills when its status was last measured, of 0 to 1. */
  #expectedFill = 1;
  /** Its ordinary fills of before it became congested: it is not measured against its own bad time. */
  #heldFills: Pick<FillCourse, 'ordinary'> | null = null;

  constructor(venue: Venue, terms: VenueTerms) {
    this.venue = venue;
    this.terms = terms;
    this.lateness = new VenueLateness(terms.correctionWindowUs, terms.heldBackUsMax);
    this.estimates = new VenueEstimates(venue);
    this.circuit = new VenueCircuit(venue.venueId, terms);
  }

  get connected(): boolean {
    return this.standing.connected;
  }

  get status(): VenueStatus {
    return this.standing.status;
  }

  /** What it said at its last logon that it can do; null where it has said nothing. */
  get abilities(): VenueAbilities | null {
    return this.#abilities;
  }

  /** It has logged on, and says what it can do, or nothing. */
  setAbilities(able: VenueAbilities | null): void {
    this.#abilities = able;
    this.room.bound(able?.ordersPerSecond ?? null);
  }

  /** What a person says of it, until the next word; null leaves it to what is measured. */
  get said(): SaidWord | null {
    return this.#said;
  }

  say(word: SaidWord | null): void {
    this.#said = word;
    this.standing.setSaid(word?.status ?? null);
  }

  /** The status that is shown at a time in microseconds since 1970, why, and since when it was seen so: it is looked at with each measuring. */
  shownAt(nowUs: number): ShownStatus {
    const { status, cause } = this.standing;
    if (this.#shown === null || this.#shown.status !== status || this.#shown.cause !== cause)
      this.#shown = { status, cause, sinceUs: nowUs };
    return this.#shown;
  }

  /** What was to be expected of its fills when its status was last measured, of 0 to 1. */
  get expectedFill(): number {
    return this.#expectedFill;
  }

  /** The venue says that it takes no new orders until then, in microseconds since 1970; true where what is shown has changed. */
  throttled(untilUs: number): boolean {
    this.room.closed(untilUs);
    return this.standing.setThrottled(true);
  }

  /** Its course, and what was to be expected of it before. */
  get begun(): Begun {
    return { course: this.estimates.course, expectedUs: expectedRoundTripUs(this.venue) };
  }

  /**
   * Measures the status anew, against the venue's own course and what all share; true where what is shown has changed. Time in microseconds since 1970.
   */
  measureStatus(nowUs: number, { start, fill }: SharedCourse = NOTHING_SHARED): boolean {
    const { estimates, standing, circuit } = this;
    estimates.pace.startsBeside(start);
    const { typicalLatencyUs } = this.venue;
    const isFreed = standing.setThrottled(this.room.isFull(nowUs));
    const pace = estimates.pace.at(nowUs, estimates.course);
    // One of which too little is known is as it should be.
    const before = this.shownAt(nowUs);
    const fills = estimates.fills(nowUs);
    this.#expectedFill = expectedFill(this.#heldFills ?? fills, fill);
    standing.measure({
      circuit: circuit.state,
      latencyUs: pace?.latelyUs ?? typicalLatencyUs,
      typicalLatencyUs: pace?.ordinaryUs ?? typicalLatencyUs,
      fillRate: fills.lately,
      expectedFill: this.#expectedFill,
    });
    if (!standing.isCongested) this.#heldFills = null;
    else this.#heldFills ??= fills;
    estimates.pace.standsSlow(standing.isSlow ? (pace?.ordinaryUs ?? null) : null);
    return this.shownAt(nowUs) !== before || isFreed;
  }

  /** How the venue stands now for a decision for an instrument and a side. */
  moment(instrument: Instrument, side: Side, nowUs: number): VenueMoment {
    const { estimates, standing, circuit, room } = this;
    return {
      // Why an open circuit takes the venue out is said by the circuit itself.
      status: standing.statusOfItself,
      circuit: circuit.shown,
      connected: standing.connected,
      isFull: room.isFull(nowUs),
      blindBar: estimates.blindBar(instrument.instrumentId, side, nowUs),
    };
  }

  /** What is to be expected of the venue in an instrument, by all that was learned until now. */
  expectation(instrument: Instrument, nowUs: number): VenueExpectation {
    const { latencyUs, fillRate, observations } = this.estimates.expectation(instrument.instrumentId, nowUs);
    return { latencyUs, fillRate, observations, hidden: this.estimates.hidden(instrument) };
  }
}

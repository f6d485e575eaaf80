import { nextVenueStatus, type StatusCause, type VenueBehaviour, worseStatus } from '@fairlead/core/quality/status';
import type { VenueStatus } from '@fairlead/core/venue/venue';

/** What a person has said of a venue; what a router of before has kept says neither why nor by whom. Time in microseconds since 1970. */
export interface SaidWord {
  readonly status: VenueStatus;
  readonly reason: string | null;
  readonly actor: string | null;
  readonly atUs: number | null;
}

/** The status that a venue shows, why, and since when it was seen so. */
export interface ShownStatus {
  readonly status: VenueStatus;
  readonly cause: StatusCause;
  readonly sinceUs: number;
}

/** How a venue stands: whether its session is there, what a person has said of it, and what was measured. */
export class VenueStanding {
  #connected = false;
  #isMarketClosed = false;
  #said: VenueStatus | null = null;
  #measured: VenueStatus = 'ACTIVE';
  #isThrottled = false;
  #isCircuitOpen = false;

  get connected(): boolean {
    return this.#connected;
  }

  /** RESTRICTED and OFFLINE by a person's word, OFFLINE without a session or with an open circuit, else as measured, or worse where a person says so. */
  get status(): VenueStatus {
    return this.#isCircuitOpen ? worseStatus(this.#said, 'OFFLINE') : this.statusOfItself;
  }

  /** Why that is shown: a person's word before what is measured. */
  get cause(): StatusCause {
    const { status } = this;
    if (status === 'ACTIVE') return this.#isMarketClosed ? 'MARKET_CLOSED' : 'WELL';
    if (status === this.#said) return 'SAID';
    if (status === 'OFFLINE') return this.#connected ? 'CIRCUIT_OPEN' : 'NO_SESSION';
    if (status === 'SLOW') return 'SLOW_ANSWERS';
    return this.#isThrottled ? 'THROTTLED' : 'FEW_FILLS';
  }

  /** The same, whatever its circuit does. */
  get statusOfItself(): VenueStatus {
    const ofItself = this.#isThrottled ? worseStatus('CONGESTED', this.#measured) : this.#measured;
    return worseStatus(this.#said, this.#connected ? ofItself : 'OFFLINE');
  }

  /** True where it was measured to be slow, whatever is shown. */
  get isSlow(): boolean {
    return this.#measured === 'SLOW';
  }

  /** True where it was measured to fill too little, whatever is shown. */
  get isCongested(): boolean {
    return this.#measured === 'CONGESTED';
  }

  /** Notes that the session came or went; false where nothing changed. */
  setConnected(connected: boolean): boolean {
    if (this.#connected === connected) return false;
    this.#connected = connected;
    return true;
  }

  /** Notes whether nothing that it trades is in its session. That is no fault of the venue: it stays as well as it is, and says why nothing goes there. */
  setMarketClosed(isClosed: boolean): void {
    this.#isMarketClosed = isClosed;
  }

  /** Notes what a person says of the venue, until the next word; null leaves it to what is measured. */
  setSaid(said: VenueStatus | null): void {
    this.#said = said;
  }

  /** Notes whether the venue takes no new orders for now, by its own word: it is CONGESTED, or worse. False where nothing that is shown changed. */
  setThrottled(isThrottled: boolean): boolean {
    const before = this.status;
    this.#isThrottled = isThrottled;
    return this.status !== before;
  }

  /** Measures the status anew, with hysteresis; true where what is shown has changed. */
  measure(behaviour: Omit<VenueBehaviour, 'enabled'>): boolean {
    const before = this.status;
    this.#isCircuitOpen = behaviour.circuit === 'OPEN';
    this.#measured = nextVenueStatus(this.#measured, { ...behaviour, enabled: true, circuit: 'CLOSED' });
    return this.status !== before;
  }
}

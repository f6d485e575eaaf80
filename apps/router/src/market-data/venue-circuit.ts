import {
  admits,
  type Circuit,
  type CircuitChange,
  type CircuitInput,
  type CircuitMoment,
  circuitAfter,
  NEW_CIRCUIT,
  shownState,
  stepCircuit,
} from '@fairlead/core/venue/circuit-breaker';
import type { CircuitState } from '@fairlead/core/venue/circuit-state';
import type { VenueTerms } from '@fairlead/core/venue/venue-terms';

/** Who hears of circuits, and draws for them. */
export interface CircuitKeeper {
  /** A circuit has changed: it acts already. */
  changed(venueId: string, change: CircuitChange): void;
  /** Something failed at a venue. */
  failed(venueId: string, atUs: number): void;
  /** Uniform in [0, 1). */
  draw(): number;
}

/** Nobody listens: the circuits of a test or a bench act all the same. */
const ALONE: CircuitKeeper = { changed: () => {}, failed: () => {}, draw: () => 0.5 };
/** Another router that has probed a venue for so many times as the venue may take, without an outcome, is no more or has nothing to send there. */
const PROBER_SILENT_TIMEOUTS = 4;

/** The circuit breaker of one venue: it sees what learning sees, and says what may be sent. Acts in memory, at once. */
export class VenueCircuit {
  readonly #venueId: string;
  readonly #terms: Pick<VenueTerms, 'latencyP99UsMax' | 'childTimeoutUs'>;
  #keeper: CircuitKeeper = ALONE;
  #circuit: Circuit = NEW_CIRCUIT;
  /** Of the routers that share it, one probes: the one that let the probes through. */
  #isProber = true;

  constructor(venueId: string, terms: Pick<VenueTerms, 'latencyP99UsMax' | 'childTimeoutUs'>) {
    this.#venueId = venueId;
    this.#terms = terms;
  }

  /** Where it stands. */
  get now(): Circuit {
    return this.#circuit;
  }

  get state(): CircuitState {
    return this.#circuit.state;
  }

  /** The state as a plan is to see it: without a probe left it is open. */
  get shown(): CircuitState {
    return this.state === 'HALF_OPEN' && !this.#isProber ? 'OPEN' : shownState(this.#circuit);
  }

  keptBy(keeper: CircuitKeeper): void {
    this.#keeper = keeper;
  }

  /** Takes what was seen, or what a person says; time in microseconds since 1970. */
  take(input: CircuitInput, atUs: number): CircuitChange | null {
    const { circuit, change } = stepCircuit(this.#circuit, input, this.#momentAt(atUs));
    this.#circuit = circuit;
    if (change !== null) {
      this.#isProber = true;
      this.#keeper.changed(this.#venueId, change);
    }
    if (input.type === 'FAILED') this.#keeper.failed(this.#venueId, atUs);
    return change;
  }

  /** Takes what only the clock brings about. */
  tick(atUs: number): void {
    const isSilent =
      !this.#isProber && atUs - (this.#circuit.sinceUs ?? atUs) > PROBER_SILENT_TIMEOUTS * this.#terms.childTimeoutUs;
    this.take({ type: isSilent ? 'TAKEN_OVER' : 'TICK' }, atUs);
  }

  /** A child is planned for the venue: of those that probe it takes its place. */
  planned(childId: string, atUs: number): void {
    if (this.state === 'HALF_OPEN' && this.#isProber) this.take({ type: 'ADMITTED', childId }, atUs);
  }

  /** Whether a child may leave for the venue now; one that probes is counted. */
  admit(childId: string, atUs: number): boolean {
    if (this.state === 'CLOSED') return true;
    if (!this.#isProber || !admits(this.#circuit, childId)) return false;
    this.take({ type: 'ADMITTED', childId }, atUs);
    return true;
  }

  /** Stands as it was recorded, or as another router has made it: `isProber` says whether its probes are this router's. Nobody is told. */
  adopt(change: Omit<CircuitChange, 'from'>, isProber: boolean): void {
    this.#circuit = { ...circuitAfter(change), lastFailureUs: this.#circuit.lastFailureUs };
    this.#isProber = isProber;
  }

  /** Says whether the probes are this router's: of those that share the circuit one probes. */
  mayProbe(isProber: boolean): void {
    this.#isProber = isProber;
  }

  /** Counts what failed at the venue for another router. Its probes are its own. */
  heardOfFailure(atUs: number): void {
    if (this.state !== 'CLOSED') return;
    const { circuit, change } = stepCircuit(
      this.#circuit,
      { type: 'FAILED', childId: null, failure: { kind: 'ELSEWHERE' } },
      this.#momentAt(atUs),
    );
    this.#circuit = circuit;
    if (change !== null) this.#keeper.changed(this.#venueId, change);
  }

  #momentAt(atUs: number): CircuitMoment {
    const { latencyP99UsMax: latencyBoundUs, childTimeoutUs: timeoutUs } = this.#terms;
    return { atUs, latencyBoundUs, timeoutUs, draw: this.#keeper.draw() };
  }
}

import type { Clock } from '../clock.ts';
import type { Fault, FaultKind, FaultOf } from './fault.ts';

interface Active {
  readonly fault: Fault;
  readonly untilUs: number;
}

/** What one venue has been told to do wrong. */
export class FaultBoard {
  readonly #clock: Clock;
  readonly #hearers: (() => void)[] = [];
  #active: readonly Active[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls this after each change, and when the time of a fault is over: for faults that act at once. */
  hear(changed: () => void): void {
    this.#hearers.push(changed);
  }

  /** Replaces all faults; an empty list heals the venue. */
  replace(faults: readonly Fault[]): void {
    this.#active = faults.map((fault) => this.#from(fault));
    this.#changed();
  }

  /** Gives the venue this fault in place of one of its kind. */
  set(fault: Fault): void {
    this.#active = [...this.#active.filter((each) => each.fault.kind !== fault.kind), this.#from(fault)];
    this.#changed();
  }

  /** Ends the faults of a kind. */
  end(kind: string): void {
    this.#active = this.#active.filter((each) => each.fault.kind !== kind);
    this.#changed();
  }

  /** The fault of this kind if it is in force now. */
  find<K extends FaultKind>(kind: K): FaultOf<K> | undefined {
    if (this.#active.length === 0) return undefined;
    const nowUs = this.#clock.nowUs();
    for (const { fault, untilUs } of this.#active) {
      if (isKind(fault, kind) && nowUs < untilUs) return fault;
    }
    return undefined;
  }

  #from(fault: Fault): Active {
    if (fault.duration_ms === undefined) return { fault, untilUs: Number.POSITIVE_INFINITY };
    const lastsUs = fault.duration_ms * 1_000;
    this.#clock.afterRoughly(lastsUs, () => this.#changed());
    return { fault, untilUs: this.#clock.nowUs() + lastsUs };
  }

  #changed(): void {
    for (const changed of this.#hearers) changed();
  }

  /** The faults in force now. */
  list(): Fault[] {
    const nowUs = this.#clock.nowUs();
    return this.#active.filter(({ untilUs }) => nowUs < untilUs).map(({ fault }) => fault);
  }
}

function isKind<K extends FaultKind>(fault: Fault, kind: K): fault is FaultOf<K> {
  return fault.kind === kind;
}

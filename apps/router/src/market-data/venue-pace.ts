import {
  type Course,
  median,
  ordinaryRoundTripUs,
  ownLatencyUs,
  type Pace,
  type SharedDelay,
} from '@fairlead/core/quality/pace';

/** Answers that are remembered, and how many of them it takes to say how fast a venue is. */
const KEPT = 12;
const ENOUGH = 8;
const KEPT_US = 300_000_000;
/** One answer counts in so long: of a venue that answers a thousand times a second the others say nothing new. */
const APART_US = 20_000;

/** How fast a venue answers lately. The middle of its last answers, so that a straggler or two say nothing. */
export class VenuePace {
  readonly #latest: { readonly ownUs: number; readonly atUs: number }[] = [];
  /** The ordinary of before it became slow: it is not measured against its own slowness. */
  #heldUs: number | null = null;
  readonly #expectedUs: number;
  /** By how much venues were later than expected from their start on; null while that is not known. */
  #start: SharedDelay | null = null;

  /** What is to be expected of its round trips before they are measured, in microseconds. */
  constructor(expectedUs: number) {
    this.#expectedUs = expectedUs;
  }

  /** True where an answer at this time counts. */
  counts(atUs: number): boolean {
    return atUs - (this.#latest.at(-1)?.atUs ?? 0) >= APART_US;
  }

  /** The round trip that is ordinary for the venue; null while too little is known. */
  ordinaryUs(course: Course): number | null {
    return this.#heldUs ?? ordinaryRoundTripUs({ course, expectedUs: this.#expectedUs }, this.#start);
  }

  /** Notes by how much the courses of all venues are longer than expected. */
  startsBeside(start: SharedDelay | null): void {
    this.#start = start;
  }

  /** Counts an answer, beside what all venues share at its time in microseconds since 1970. */
  answered(latencyUs: number, shared: SharedDelay, atUs: number): void {
    this.#latest.push({ ownUs: ownLatencyUs(latencyUs, shared), atUs });
    if (this.#latest.length > KEPT) this.#latest.shift();
  }

  /** Its pace at a time in microseconds since 1970; null while too little is known. */
  at(nowUs: number, course: Course): Pace | null {
    const lately = this.#latest.filter(({ atUs }) => nowUs - atUs <= KEPT_US).map(({ ownUs }) => ownUs);
    const ordinaryUs = this.ordinaryUs(course);
    return lately.length < ENOUGH || ordinaryUs === null ? null : { latelyUs: median(lately), ordinaryUs };
  }

  /** Notes that it is slow, measured against this ordinary, or is not any more (null). */
  standsSlow(ordinaryUs: number | null): void {
    this.#heldUs = ordinaryUs;
  }
}

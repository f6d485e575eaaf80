import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { HiddenTail } from '@fairlead/core/quality/hidden-tail';
import {
  DEFAULT_HIDDEN_PRIOR,
  hiddenTail,
  LADDER_LOTS,
  NO_PINGS,
  type Ping,
  type PingRecord,
  withPing,
} from '@fairlead/core/routing/dark/hidden-liquidity';

/** A step of the ladder counts its last 200 pings or so. */
const HALF_LIFE_PINGS = 140;
const MILLION = 1_000_000;

/** What pings have told of the undisplayed size of one venue in one class of instruments. */
export class HiddenRecord {
  #record: PingRecord = NO_PINGS;
  /** By round lot; what was computed stands until something new is learned. */
  readonly #tails = new Map<number, HiddenTail>();

  /** Learns what came of a child that was sent blind. */
  add(ping: Ping, { roundLot }: Instrument): void {
    this.#record = withPing(this.#record, ping, { roundLot, halfLifePings: HALF_LIFE_PINGS });
    this.#tails.clear();
  }

  /** What is believed to be there for an instrument of the class, rounded to 6 decimals once, as decisions record it. */
  tail({ roundLot }: Instrument): HiddenTail {
    const known = this.#tails.get(roundLot);
    if (known !== undefined) return known;
    const exact = hiddenTail(this.#record, DEFAULT_HIDDEN_PRIOR, roundLot);
    const tail = exact.map(({ size, probability }) => ({
      size,
      probability: Math.round(probability * MILLION) / MILLION,
    }));
    this.#tails.set(roundLot, tail);
    return tail;
  }

  /** The record as a list of numbers, to be stored. */
  toNumbers(): number[] {
    return [...this.#record.tried, ...this.#record.held];
  }

  /** Takes back a stored record; false where it is not of this ladder, and then nothing changes. */
  restore(numbers: readonly number[]): boolean {
    const steps = LADDER_LOTS.length;
    const tried = numbers.slice(0, steps);
    const held = numbers.slice(steps);
    const isSound =
      tried.length === steps && held.length === steps && tried.every((each, step) => each >= (held[step] ?? 0));
    if (!isSound || !held.every((each) => each >= 0)) return false;
    this.#record = { tried, held };
    this.#tails.clear();
    return true;
  }
}

import type { Clock } from '../ports.ts';

/** Where the time comes from, in microseconds: the wall, which people and programs set, and a counter that only ever runs on. */
export interface TimeSources {
  readonly wallUs: () => number;
  readonly monotonicUs: () => number;
}

/** The wall is read in whole milliseconds, so a smaller distance says nothing. */
const NOISE_US = 2_000;
/** How much slower than the counter the clock runs while it is ahead of the wall: a tenth. */
const SLOWER_BY = 0.1;

/**
 * The router's clock: the wall's time, but never backwards. It runs by the monotonic counter; `correct`, called once a second or so, holds it
 * against the wall. Behind the wall it steps forward; ahead of it, it runs slower by a tenth until the wall has caught up.
 */
export class CorrectedClock implements Clock {
  readonly #sources: TimeSources;
  #setAtUs: number;
  #setToUs: number;
  #rate = 1;

  constructor(sources: TimeSources) {
    this.#sources = sources;
    this.#setAtUs = sources.monotonicUs();
    this.#setToUs = sources.wallUs();
  }

  /** Microseconds since 1970, never less than it said before. It is handed around by itself, so it is bound. */
  readonly nowUs = (): number => this.#setToUs + Math.round((this.#sources.monotonicUs() - this.#setAtUs) * this.#rate);

  /** How far the clock is ahead of the wall, in microseconds; negative where it is behind. */
  get distanceUs(): number {
    return this.nowUs() - this.#sources.wallUs();
  }

  /** Holds the clock against the wall; gives the distance in microseconds that it found. */
  correct(): number {
    const distanceUs = this.distanceUs;
    const nowUs = this.nowUs();
    this.#setAtUs = this.#sources.monotonicUs();
    this.#setToUs = distanceUs < -NOISE_US ? nowUs - distanceUs : nowUs;
    this.#rate = distanceUs > NOISE_US ? 1 - SLOWER_BY : 1;
    return distanceUs;
  }
}

/** The distance between the clock and the wall in words, for health. */
export function clockDetail(distanceUs: number): string {
  const distance = `${(Math.abs(distanceUs) / 1_000).toFixed(1)} ms`;
  return `${distance} ${distanceUs < 0 ? 'behind' : 'ahead of'} the wall clock`;
}

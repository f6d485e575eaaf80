import type { Clock, Timer } from '../clock.ts';
import type { InstrumentMarket } from './instrument-market.ts';

/** How often the market is looked at. What falls between two looks happens together, as bursts do on the tape. */
const STEP_US = 5_000;
/** After a stall longer than this the market goes on from where it was instead of catching up in one storm. */
const CATCH_UP_MAX_US = 1_000_000;

/** Runs the markets of all instruments along the clock, each event in the order of market time. */
export class MarketDriver {
  readonly #clock: Clock;
  readonly #markets: readonly InstrumentMarket[];
  readonly #speed: number;
  #lastUs: number;
  #marketUs = 0;
  #timer: Timer | null = null;

  /** `speed` is market seconds a real second. */
  constructor(clock: Clock, markets: readonly InstrumentMarket[], speed: number) {
    this.#clock = clock;
    this.#markets = markets;
    this.#speed = speed;
    this.#lastUs = clock.nowUs();
  }

  /** Microseconds of market time since the opening, at the last look. */
  get marketUs(): number {
    return this.#marketUs;
  }

  /** Opens the market and keeps it going until `stop`. */
  start(): void {
    this.#lastUs = this.#clock.nowUs();
    this.#run();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  #run(): void {
    this.#timer = this.#clock.afterRoughly(STEP_US, () => this.#run());
    const nowUs = this.#clock.nowUs();
    this.#marketUs += Math.min(nowUs - this.#lastUs, CATCH_UP_MAX_US) * this.#speed;
    this.#lastUs = nowUs;
    for (let next = this.#nextDue(); next !== null; next = this.#nextDue()) next.step();
  }

  #nextDue(): InstrumentMarket | null {
    let next: InstrumentMarket | null = null;
    let nextUs = this.#marketUs;
    for (const market of this.#markets) {
      const dueUs = market.nextUs();
      if (dueUs > nextUs || (next !== null && dueUs === nextUs)) continue;
      next = market;
      nextUs = dueUs;
    }
    return next;
  }
}

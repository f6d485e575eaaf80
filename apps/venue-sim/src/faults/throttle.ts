import type { Clock } from '../clock.ts';
import type { FaultBoard } from './fault-board.ts';

const SECOND_US = 1_000_000;

/** Counts the new orders of each second while the venue has that fault. */
export class Throttle {
  readonly #faults: FaultBoard;
  readonly #clock: Clock;
  #secondUs = 0;
  #count = 0;
  #untilUs = 0;

  constructor(faults: FaultBoard, clock: Clock) {
    this.#faults = faults;
    this.#clock = clock;
  }

  /** Takes a new order: null where the venue has room for it, else for how many milliseconds it has none. */
  refusesForMs(): number | null {
    const fault = this.#faults.find('throttle');
    if (fault === undefined) return null;
    const nowUs = this.#clock.nowUs();
    if (nowUs < this.#untilUs) return Math.ceil((this.#untilUs - nowUs) / 1_000);
    if (nowUs - this.#secondUs >= SECOND_US) {
      this.#secondUs = nowUs;
      this.#count = 0;
    }
    this.#count += 1;
    if (this.#count <= fault.orders_per_second) return null;
    this.#untilUs = nowUs + fault.retry_after_ms * 1_000;
    return fault.retry_after_ms;
  }
}

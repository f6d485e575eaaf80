import type { Clock, Timer } from '../clock.ts';
import type { FaultBoard } from './fault-board.ts';

/** Lets the sessions of a venue come and go for as long as it has that fault. */
export class Flapping {
  readonly #faults: FaultBoard;
  readonly #clock: Clock;
  readonly #cut: () => void;
  #timer: Timer | null = null;
  #isDown = false;

  constructor(faults: FaultBoard, clock: Clock, cut: () => void) {
    this.#faults = faults;
    this.#clock = clock;
    this.#cut = cut;
  }

  /** True while the sessions are gone. */
  get isDown(): boolean {
    return this.#isDown;
  }

  /** Takes up what the board says now: the first cut is at once. */
  changed(): void {
    const isWanted = this.#faults.find('flapping') !== undefined;
    if (isWanted && this.#timer === null) this.#turn();
    if (!isWanted) this.#end();
  }

  #turn(): void {
    const fault = this.#faults.find('flapping');
    if (fault === undefined) return this.#end();
    this.#isDown = !this.#isDown;
    if (this.#isDown) this.#cut();
    const forMs = this.#isDown ? fault.down_ms : fault.up_ms;
    this.#timer = this.#clock.afterRoughly(forMs * 1_000, () => this.#turn());
  }

  #end(): void {
    this.#timer?.cancel();
    this.#timer = null;
    this.#isDown = false;
  }
}

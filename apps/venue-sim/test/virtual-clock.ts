import type { Clock, Timer } from '../src/clock.ts';
import { TimerQueue } from '../src/timer-queue.ts';

/** A clock that only moves when a test says so. */
export class VirtualClock implements Clock {
  readonly #queue = new TimerQueue();
  #nowUs: number;

  constructor(startUs = 1_600_000_000_000_000) {
    this.#nowUs = startUs;
  }

  nowUs(): number {
    return this.#nowUs;
  }

  after(delayUs: number, task: () => void): Timer {
    return this.at(this.#nowUs + Math.max(0, delayUs), task);
  }

  at(timeUs: number, task: () => void): Timer {
    return this.#queue.add(timeUs, task);
  }

  afterRoughly(delayUs: number, task: () => void): Timer {
    return this.after(delayUs, task);
  }

  /** Moves time on and runs what falls due, in order, each task at its own time. */
  advance(byUs: number): void {
    const untilUs = this.#nowUs + byUs;
    for (;;) {
      const dueUs = this.#queue.nextDueUs();
      if (dueUs === null || dueUs > untilUs) break;
      this.#nowUs = Math.max(this.#nowUs, dueUs);
      this.#queue.takeDue(this.#nowUs)?.();
    }
    this.#nowUs = untilUs;
  }

  /** Moves time on without running anything on the way: what a stalled process sees. */
  jump(byUs: number): void {
    this.#nowUs += byUs;
  }
}

import type { Clock, Timer } from '@fairlead/venue-sim/clock';
import { TimerQueue } from '@fairlead/venue-sim/timer-queue';

/** A Thursday, 10:00 in New York, in microseconds since 1970. */
const BEGINS_US = 1_767_366_000_000_000;

/**
 * The time of a simulation: it stands still while anything is done, and goes from one task to the next. After each task everything that it has set off is
 * done too, so that the same tasks come to the same end, whatever the machine.
 */
export class VirtualTime implements Clock {
  /** Tasks that have been run. */
  ran = 0;
  readonly #queue = new TimerQueue();
  #nowUs = BEGINS_US;

  nowUs(): number {
    return this.#nowUs;
  }

  /** How much of it has passed, in microseconds. */
  get passedUs(): number {
    return this.#nowUs - BEGINS_US;
  }

  after(delayUs: number, task: () => void): Timer {
    return this.at(this.#nowUs + Math.max(0, Math.round(delayUs)), task);
  }

  at(timeUs: number, task: () => void): Timer {
    return this.#queue.add(Math.max(this.#nowUs, timeUs), task);
  }

  afterRoughly(delayUs: number, task: () => void): Timer {
    return this.after(delayUs, task);
  }

  /** Lets time pass, until something holds or so much has passed; in microseconds. */
  async pass(us: number, until: () => boolean = () => false): Promise<void> {
    const endUs = this.#nowUs + us;
    while (!until()) {
      const dueUs = this.#queue.nextDueUs();
      if (dueUs === null || dueUs > endUs) {
        this.#nowUs = endUs;
        return;
      }
      this.#nowUs = dueUs;
      this.#queue.takeDue(dueUs)?.();
      this.ran += 1;
      await everythingSetOff();
    }
  }
}

/** Promises and streams have done all that they can do by themselves when the event loop comes round. */
function everythingSetOff(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

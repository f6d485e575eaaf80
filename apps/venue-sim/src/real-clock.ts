import type { Clock, Timer } from './clock.ts';
import { TimerQueue } from './timer-queue.ts';

/** Node's timers are a millisecond coarse, so the last stretch before a fine task is waited for in naps. */
const COARSE_US = 2_000;
const NAP_US_MAX = 100;
/** Linux wakes a sleeper about this much later than it asked to be. */
const SLACK_US = 50;

/**
 * The machine's clock. A fine task within two milliseconds is reached by naps that block the thread, the last as long as is missing and none longer
 * than 150 µs, so that what comes meanwhile is soon seen: a busy wait would take a core from the router and the database, and a plain timer would
 * make every venue a millisecond slow.
 */
export class RealClock implements Clock {
  readonly #queue = new TimerQueue();
  readonly #sleeper = new Int32Array(new SharedArrayBuffer(4));
  #armed: { dueUs: number; disarm: () => void } | null = null;

  nowUs(): number {
    return Math.floor((performance.timeOrigin + performance.now()) * 1_000);
  }

  after(delayUs: number, task: () => void): Timer {
    return this.at(this.nowUs() + Math.max(0, delayUs), task);
  }

  at(timeUs: number, task: () => void): Timer {
    const timer = this.#queue.add(timeUs, task);
    this.#arm();
    return timer;
  }

  afterRoughly(delayUs: number, task: () => void): Timer {
    const handle = setTimeout(task, Math.ceil(delayUs / 1_000));
    return { cancel: () => clearTimeout(handle) };
  }

  #arm(): void {
    const dueUs = this.#queue.nextDueUs();
    if (dueUs === null || (this.#armed !== null && this.#armed.dueUs <= dueUs)) return;
    this.#armed?.disarm();
    const waitUs = dueUs - this.nowUs();
    if (waitUs < COARSE_US) {
      const handle = setImmediate(() => this.#run());
      this.#armed = { dueUs, disarm: () => clearImmediate(handle) };
    } else {
      const handle = setTimeout(() => this.#run(), Math.floor(waitUs / 1_000) - 1);
      this.#armed = { dueUs, disarm: () => clearTimeout(handle) };
    }
  }

  #run(): void {
    this.#armed = null;
    const dueUs = this.#queue.nextDueUs();
    const napUs = dueUs === null ? 0 : Math.min(dueUs - this.nowUs() - SLACK_US, NAP_US_MAX);
    if (napUs > 0) Atomics.wait(this.#sleeper, 0, 0, napUs / 1_000);
    for (let task = this.#queue.takeDue(this.nowUs()); task !== null; task = this.#queue.takeDue(this.nowUs())) task();
    this.#arm();
  }
}

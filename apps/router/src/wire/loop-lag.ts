import type { Clock } from '../ports.ts';

/** What the lag is measured with. */
export interface LoopLagPorts {
  readonly clock: Clock;
  /** How long the event loop has worked since the start, in milliseconds. */
  readonly loopBusyMs: () => number;
}

/** How often it is looked beside reports, so that a look never covers much more than a turn. */
export const LOOK_AT_LAG_MS = 5;
/** What two clocks may differ by between two looks. */
const CLOCKS_US = 100;

/**
 * How long what is read now may have waited for this process: the event loop has worked without a pause for at most so long. What came meanwhile was there
 * earlier than it is read, by anything up to that.
 */
export class LoopLag {
  readonly #ports: LoopLagPorts;
  #lookedUs: number;
  #busyUs: number;
  #lagUs = 0;

  constructor(ports: LoopLagPorts) {
    this.#ports = ports;
    this.#lookedUs = ports.clock.nowUs();
    this.#busyUs = ports.loopBusyMs() * 1_000;
  }

  /** The lag now, in microseconds. */
  lagUs(): number {
    const nowUs = this.#ports.clock.nowUs();
    const busyUs = this.#ports.loopBusyMs() * 1_000;
    const passedUs = Math.max(0, nowUs - this.#lookedUs);
    const workedUs = Math.min(passedUs, Math.max(0, busyUs - this.#busyUs));
    // Where in between it paused is not known: all that it has worked since the last look may have come after.
    const hasPaused = passedUs - workedUs > CLOCKS_US;
    this.#lagUs = hasPaused ? workedUs : this.#lagUs + passedUs;
    this.#lookedUs = nowUs;
    this.#busyUs = busyUs;
    return Math.round(this.#lagUs);
  }
}

/** A task that was asked for and can still be taken back. */
export interface Timer {
  cancel(): void;
}

/** Time as the simulator sees it; tests put a virtual clock in its place and never wait. */
export interface Clock {
  /** Microseconds since 1970, never going back. */
  nowUs(): number;
  /** Runs the task once, as close after the delay as the machine allows: for latencies of fractions of a millisecond. */
  after(delayUs: number, task: () => void): Timer;
  /** The same at a time in microseconds since 1970: tasks of one time run in the order in which they were asked for. */
  at(timeUs: number, task: () => void): Timer;
  /** Runs the task once, up to a few milliseconds late and at no cost while waiting: for heartbeats and market steps. */
  afterRoughly(delayUs: number, task: () => void): Timer;
}

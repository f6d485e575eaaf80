import type { Timers } from '../ports.ts';

interface Timer {
  cancel(): void;
}

const NOTHING: Timer = { cancel: () => {} };

/** Timers that end together: what was put off does not outlive its owner. */
export class OwnedTimers implements Timers {
  readonly #timers: Timers;
  readonly #waiting = new Set<Timer>();
  #hasEnded = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  after(delayMs: number, run: () => void): Timer {
    if (this.#hasEnded) return NOTHING;
    const owned = { cancel: () => {} };
    this.#waiting.add(owned);
    const timer = this.#timers.after(delayMs, () => {
      this.#waiting.delete(owned);
      run();
    });
    owned.cancel = () => {
      this.#waiting.delete(owned);
      timer.cancel();
    };
    return owned;
  }

  /** Ends all that waits; what is put off from now on never comes. */
  end(): void {
    this.#hasEnded = true;
    for (const timer of [...this.#waiting]) timer.cancel();
  }
}

import type { Clock } from '../ports.ts';

/** One thing that readiness depends on. */
export interface Check {
  readonly name: string;
  readonly isReady: () => boolean;
  readonly detail: () => string;
}

/** How a check stands, and since when, in microseconds since 1970. */
export interface CheckState {
  readonly name: string;
  readonly ready: boolean;
  readonly detail: string;
  readonly sinceUs: number;
}

/** How often it is looked, beside whoever asks, so that what passed between two questions is dated too. */
export const LOOK_AT_CHECKS_MS = 1_000;

/** Knows since when each check has been as it is. */
export class CheckWatch {
  readonly #checks: readonly Check[];
  readonly #clock: Clock;
  readonly #since = new Map<string, { readonly ready: boolean; readonly sinceUs: number }>();

  constructor(checks: readonly Check[], clock: Clock) {
    this.#checks = checks;
    this.#clock = clock;
    this.look();
  }

  /** How each stands now. */
  look(): CheckState[] {
    return this.#checks.map(({ name, isReady, detail }) => {
      const ready = isReady();
      const before = this.#since.get(name);
      const sinceUs = before?.ready === ready ? before.sinceUs : this.#clock.nowUs();
      this.#since.set(name, { ready, sinceUs });
      return { name, ready, detail: detail(), sinceUs };
    });
  }
}

import type { VirtualTime } from './virtual-time.ts';

/** Lines that are kept for who looks at a run that failed. */
const KEPT = 400;

/** What has happened in a run: how often each kind of thing, and the last things in words. */
export class Happenings {
  readonly counts = new Map<string, number>();
  readonly #time: VirtualTime;
  readonly #told: ((line: string) => void) | null;
  #lines: string[] = [];

  /** `told` hears every line at once. */
  constructor(time: VirtualTime, told: ((line: string) => void) | null) {
    this.#time = time;
    this.#told = told;
  }

  /** Counts a kind of thing, by so many. */
  count(what: string, more = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + more);
  }

  /** Counts a kind of thing and keeps a line of it. */
  tell(what: string, facts: object = {}): void {
    this.count(what);
    this.note(what, facts);
  }

  /** Keeps a line without counting. */
  note(what: string, facts: object = {}): void {
    const line = `${(this.#time.passedUs / 1_000).toFixed(3).padStart(11)} ms  ${what} ${textOf(facts)}`;
    this.#told?.(line);
    this.#lines.push(line);
    if (this.#lines.length > 2 * KEPT) this.#lines = this.#lines.slice(-KEPT);
  }

  /** The last lines, so many at most. */
  last(count: number): readonly string[] {
    return this.#lines.slice(-count);
  }
}

/** Facts as one line; money is whole and may be large. */
export function textOf(facts: object): string {
  return JSON.stringify(facts, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

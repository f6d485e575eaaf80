import type { Clock, Timers } from '../ports.ts';

/** Where the truth is asked for, and what the waiting for it stands on. */
export interface RememberedPorts<Found> {
  /** Null where there is no such thing; rejects where the question could not be asked. */
  readonly find: (name: string) => Promise<Found | null>;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** What is known of a name: found, not there, or not to be learned now. */
export type Recalled<Found> =
  | { readonly kind: 'FOUND'; readonly found: Found }
  | { readonly kind: 'NONE' }
  | { readonly kind: 'UNAVAILABLE' };

interface Entry<Found> {
  found: Found;
  /** When the source last said so. */
  saidUs: number;
  /** Not asked again before. */
  restUntilUs: number;
}

const NONE = { kind: 'NONE' } as const;
/** What was found counts on for so long while the source does not answer. */
const KEPT_US = 600_000_000;
/** What was not found is not asked for again so soon; a new key works after that. */
const NONE_US = 1_000_000;
/** A source that has just failed is left alone for a moment. */
const REST_US = 1_000_000;
const ANSWER_MS_MAX = 1_000;
/** How old a word may be that somebody acts on without waiting for a newer one. */
const AT_ONCE_US = 60_000_000;
const NAMES_MAX = 20_000;

/**
 * Look-ups that are remembered for a few seconds, so that a request costs none; that is also how long something that is withdrawn lives on.
 * While the source is away, what it last confirmed counts on for ten minutes. One question a name is under way at a time.
 */
export class Remembered<Found> {
  readonly #ports: RememberedPorts<Found>;
  readonly #found = new Map<string, Entry<Found>>();
  readonly #none = new Map<string, number>();
  readonly #asking = new Map<string, Promise<Recalled<Found>>>();

  constructor(ports: RememberedPorts<Found>) {
    this.#ports = ports;
  }

  /** What is known of a name, by a word of the source that is no older than `ageUsMax` where the source answers. */
  async recall(name: string, ageUsMax: number): Promise<Recalled<Found>> {
    const nowUs = this.#ports.clock.nowUs();
    const entry = this.#found.get(name);
    if (entry !== undefined && (nowUs - entry.saidUs <= ageUsMax || this.#rests(entry, nowUs)))
      return { kind: 'FOUND', found: entry.found };
    if (entry === undefined && (this.#none.get(name) ?? 0) > nowUs) return NONE;
    const under = this.#asking.get(name);
    if (under !== undefined) return under;
    const asked = this.#ask(name).finally(() => this.#asking.delete(name));
    this.#asking.set(name, asked);
    return asked;
  }

  /** The same for who must not wait: what the source said within a minute counts at once, and is asked for anew behind it. */
  recallAtOnce(name: string, ageUsMax: number): Promise<Recalled<Found>> {
    const entry = this.#found.get(name);
    const recalled = this.recall(name, ageUsMax);
    const isRecent = entry !== undefined && this.#ports.clock.nowUs() - entry.saidUs <= AT_ONCE_US;
    return isRecent ? Promise.resolve({ kind: 'FOUND', found: entry.found }) : recalled;
  }

  /** What was remembered of a name counts no more; the source is asked when it is next wanted. */
  forget(name: string): void {
    this.#found.delete(name);
  }

  #rests(entry: Entry<Found>, nowUs: number): boolean {
    return entry.restUntilUs > nowUs && nowUs - entry.saidUs <= KEPT_US;
  }

  async #ask(name: string): Promise<Recalled<Found>> {
    const answer = await this.#answerInTime(name);
    const nowUs = this.#ports.clock.nowUs();
    if (answer === 'NO_ANSWER') return this.#withoutSource(name, nowUs);
    if (answer === null) {
      this.#found.delete(name);
      if (this.#none.size >= NAMES_MAX) this.#none.clear();
      this.#none.set(name, nowUs + NONE_US);
      return NONE;
    }
    this.#none.delete(name);
    if (this.#found.size >= NAMES_MAX) this.#forget(nowUs);
    this.#found.set(name, { found: answer, saidUs: nowUs, restUntilUs: 0 });
    return { kind: 'FOUND', found: answer };
  }

  #withoutSource(name: string, nowUs: number): Recalled<Found> {
    const entry = this.#found.get(name);
    if (entry === undefined || nowUs - entry.saidUs > KEPT_US) return { kind: 'UNAVAILABLE' };
    entry.restUntilUs = nowUs + REST_US;
    return { kind: 'FOUND', found: entry.found };
  }

  /** A source that hangs is one that does not answer. */
  async #answerInTime(name: string): Promise<Found | null | 'NO_ANSWER'> {
    const { find, timers } = this.#ports;
    let limit = { cancel: () => {} };
    const late = new Promise<'NO_ANSWER'>((resolve) => {
      limit = timers.after(ANSWER_MS_MAX, () => resolve('NO_ANSWER'));
    });
    try {
      return await Promise.race([find(name), late]);
    } catch {
      return 'NO_ANSWER';
    } finally {
      limit.cancel();
    }
  }

  #forget(nowUs: number): void {
    for (const [name, { saidUs }] of this.#found) if (nowUs - saidUs > KEPT_US) this.#found.delete(name);
  }
}

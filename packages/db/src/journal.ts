import { setTimeout as wait } from 'node:timers/promises';
import { backoffMs } from '@fairlead/core/math/backoff';
import { errorLine, isPassing } from './database-error.ts';
import { entryFault } from './journal-batch.ts';
import { type JournalLink, journalLink } from './journal-link.ts';
import type { AppendOutcome, Journal, JournalEntry, JournalState } from './journal-rows.ts';

export interface JournalOptions {
  readonly databaseUrl: string;
  /** Entries in one commit at most. */
  readonly maxBatch?: number;
  /** Entries waiting at most; more are refused at once with JOURNAL_FULL. */
  readonly maxPending?: number;
  /** How long a commit may take before the database counts as away, in milliseconds. */
  readonly commitMsMax?: number;
  /** How long the end waits for a database that is away, in milliseconds. */
  readonly closeMsMax?: number;
}

interface Waiting {
  readonly entry: JournalEntry;
  readonly settle: (outcome: AppendOutcome) => void;
}

const MAX_BATCH = 64;
const MAX_PENDING = 20_000;
/** A database that hangs says nothing: it is known by its silence alone. A commit takes some milliseconds, on a busy day a hundred. */
const COMMIT_MS_MAX = 2_000;
const PAUSES = { firstMs: 40, longestMs: 2_000 };
/** What is not written by then would not be after a kill either. */
const CLOSE_MS_MAX = 3_000;
const WRITTEN: AppendOutcome = { ok: true };

/**
 * Opens the journal: the writer of the order path.
 *
 * Group commit: whatever is appended while a commit runs goes into the next one, in the order of the appends, each commit one
 * statement and so one transaction. One commit runs at a time, so what was appended later is never durable earlier.
 * While the database is away entries wait, in order; a commit whose fate is unknown is repeated, which changes nothing if it had
 * landed. An entry that the database refuses fails alone: its batch is halved until it is found.
 */
export function createJournal(options: JournalOptions): Journal {
  return new GroupCommit(options);
}

class GroupCommit implements Journal {
  readonly #maxBatch: number;
  readonly #maxPending: number;
  readonly #commitMsMax: number;
  readonly #closeMsMax: number;
  readonly #link: JournalLink;
  readonly #queue: Waiting[] = [];
  #pending = 0;
  #isFailing = false;
  /** When the commit that runs was given to the database, in milliseconds of the process; null while none runs. */
  #committingSinceMs: number | null = null;
  #isClosing = false;
  /** The database was away at the end: what waits for it is given up. */
  #isAbandoned = false;
  #failures = 0;
  #pumping: Promise<void> | null = null;

  constructor(options: JournalOptions) {
    this.#maxBatch = options.maxBatch ?? MAX_BATCH;
    this.#maxPending = options.maxPending ?? MAX_PENDING;
    this.#commitMsMax = options.commitMsMax ?? COMMIT_MS_MAX;
    this.#closeMsMax = options.closeMsMax ?? CLOSE_MS_MAX;
    this.#link = journalLink(options.databaseUrl, () => this.#start());
    this.#start();
  }

  append(entry: JournalEntry): Promise<AppendOutcome> {
    if (this.#isClosing) return Promise.resolve({ ok: false, error: 'JOURNAL_CLOSED' });
    if (this.#pending >= this.#maxPending) return Promise.resolve({ ok: false, error: 'JOURNAL_FULL' });
    const detail = entryFault(entry);
    if (detail !== null) return Promise.resolve({ ok: false, error: 'JOURNAL_REFUSED', detail });
    this.#pending += 1;
    return new Promise((resolve) => {
      const settle = (outcome: AppendOutcome) => {
        this.#pending -= 1;
        resolve(outcome);
      };
      this.#queue.push({ entry, settle });
      this.#start();
    });
  }

  state(): JournalState {
    const isMute = this.#isMute();
    return {
      healthy: this.#link.connected && !this.#isFailing && !isMute,
      pending: this.#pending,
      lastError: isMute ? 'the database does not answer' : this.#link.lastError,
    };
  }

  #isMute(): boolean {
    const sinceMs = this.#committingSinceMs;
    return sinceMs !== null && performance.now() - sinceMs > this.#commitMsMax;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const patience = new AbortController();
    const late = wait(this.#closeMsMax, undefined, { signal: patience.signal }).catch(() => {});
    await Promise.race([this.#pumping, late]);
    patience.abort();
    // What is on its way to a database that answers is waited for.
    this.#isAbandoned = !this.#link.connected;
    await this.#pumping;
    await this.#link.close();
  }

  #start(): void {
    this.#pumping ??= this.#pump();
  }

  async #pump(): Promise<void> {
    // What is appended in the same turn goes into the first commit together.
    await Promise.resolve();
    while (this.#queue.length > 0 || (!this.#link.connected && !this.#isClosing)) {
      await reconnect(this.#link, () => this.#isAbandoned || (this.#isClosing && this.#queue.length === 0));
      const batch = this.#queue.splice(0, this.#maxBatch);
      if (batch.length > 0) await this.#commit(batch);
    }
    // In the same turn in which the queue was seen empty, so that the next append starts anew.
    this.#pumping = null;
  }

  /** Writes a batch and settles everything in it. */
  async #commit(batch: readonly Waiting[]): Promise<void> {
    const refused = await this.#attempt(batch);
    if (refused === null) return;
    const doubtful: Waiting[] = [];
    for (const waiting of batch) {
      if (isRefused(waiting.entry, refused)) doubtful.push(waiting);
      else waiting.settle(WRITTEN);
    }
    if (doubtful.length === 0) return;
    // A commit of ours that was thought lost may have landed while this one ran: then the order that stands in the way is our
    // own. A second look tells.
    const stillRefused = await this.#attempt(doubtful);
    if (stillRefused === null) return;
    for (const { entry, settle } of doubtful) {
      settle(isRefused(entry, stillRefused) ? { ok: false, error: 'DUPLICATE_ORDER' } : WRITTEN);
    }
  }

  /** Writes a batch, however long it takes; null where it had to be taken apart and everything in it is settled. */
  async #attempt(batch: readonly Waiting[]): Promise<ReadonlySet<string> | null> {
    for (;;) {
      await reconnect(this.#link, () => this.#isAbandoned);
      if (this.#isAbandoned) {
        for (const { settle } of batch) settle({ ok: false, error: 'JOURNAL_CLOSED' });
        return null;
      }
      try {
        const refused = await this.#write(batch);
        this.#isFailing = false;
        this.#failures = 0;
        return refused;
      } catch (error) {
        if (!isPassing(error)) {
          await this.#takeApart(batch, error);
          return null;
        }
        await this.#endure(error);
      }
    }
  }

  async #write(batch: readonly Waiting[]): Promise<ReadonlySet<string>> {
    this.#committingSinceMs = performance.now();
    try {
      return await this.#link.write(batch.map((waiting) => waiting.entry));
    } finally {
      this.#committingSinceMs = null;
    }
  }

  /** The server failed, or the way to it: the first time it is asked again at once, then after pauses (its disk may be full). */
  async #endure(error: unknown): Promise<void> {
    this.#isFailing = true;
    this.#link.drop(error);
    if (this.#failures > 0) await wait(backoffMs(this.#failures, PAUSES, Math.random()));
    this.#failures += 1;
  }

  async #takeApart(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1) {
      batch[0]?.settle({ ok: false, error: 'JOURNAL_REFUSED', detail: errorLine(error) });
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await this.#commit(batch.slice(0, middle));
    await this.#commit(batch.slice(middle));
  }
}

function isRefused(entry: JournalEntry, refused: ReadonlySet<string>): boolean {
  const order = entry.orders?.[0];
  return order !== undefined && refused.has(order.id);
}

/** Connects, trying again with growing pauses until it works or nobody waits for it any more. */
async function reconnect(link: JournalLink, unneeded: () => boolean): Promise<void> {
  for (let failures = 1; !link.connected && !unneeded(); failures++) {
    try {
      await link.connect();
    } catch {
      await wait(backoffMs(failures, PAUSES, Math.random()));
    }
  }
}

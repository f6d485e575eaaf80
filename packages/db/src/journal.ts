import { setTimeout as wait } from 'node:timers/promises';
import { errorLine, isPassing } from './database-error.ts';
import { entryFault } from './journal-batch.ts';
import { type JournalLink, journalLink } from './journal-link.ts';
import type { AppendOutcome, Journal, JournalEntry } from './journal-rows.ts';

export interface JournalOptions {
  readonly databaseUrl: string;
  /** Entries in one commit at most. */
  readonly maxBatch?: number;
  /** Entries waiting at most; more are refused at once with JOURNAL_FULL. */
  readonly maxPending?: number;
}

interface Waiting {
  readonly entry: JournalEntry;
  readonly settle: (outcome: AppendOutcome) => void;
}

const MAX_BATCH = 64;
const MAX_PENDING = 20_000;
const BACKOFF_MS_MIN = 20;
const BACKOFF_MS_MAX = 2_000;
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
  const maxBatch = options.maxBatch ?? MAX_BATCH;
  const maxPending = options.maxPending ?? MAX_PENDING;
  const queue: Waiting[] = [];
  let pending = 0;
  let failed = false;
  let closing = false;
  let pumping: Promise<void> | null = null;

  const start = () => {
    pumping ??= pump();
  };
  const link = journalLink(options.databaseUrl, start);

  async function pump(): Promise<void> {
    // What is appended in the same turn goes into the first commit together.
    await Promise.resolve();
    while (queue.length > 0 || (!link.connected && !closing)) {
      await reconnect(link, () => closing && queue.length === 0);
      const batch = queue.splice(0, maxBatch);
      if (batch.length > 0) await commit(batch);
    }
    // In the same turn in which the queue was seen empty, so that the next append starts anew.
    pumping = null;
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const refused = await attempt(batch);
    if (refused === null) return;
    const doubtful: Waiting[] = [];
    for (const waiting of batch) {
      if (isRefused(waiting.entry, refused)) doubtful.push(waiting);
      else waiting.settle(WRITTEN);
    }
    if (doubtful.length === 0) return;
    // A commit of ours that was thought lost may have landed while this one ran: then the order that stands in the way is our
    // own. A second look tells.
    const stillRefused = await attempt(doubtful);
    if (stillRefused === null) return;
    for (const { entry, settle } of doubtful) {
      settle(isRefused(entry, stillRefused) ? { ok: false, error: 'DUPLICATE_ORDER' } : WRITTEN);
    }
  }

  /** Writes a batch, however long it takes; null where it had to be taken apart and everything in it is settled. */
  async function attempt(batch: readonly Waiting[]): Promise<ReadonlySet<string> | null> {
    for (;;) {
      try {
        await reconnect(link, () => false);
        const refused = await link.write(batch.map((waiting) => waiting.entry));
        failed = false;
        return refused;
      } catch (error) {
        if (isPassing(error)) {
          failed = true;
          link.drop(error);
        } else {
          await takeApart(batch, error);
          return null;
        }
      }
    }
  }

  async function takeApart(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1) {
      batch[0]?.settle({ ok: false, error: 'JOURNAL_REFUSED', detail: errorLine(error) });
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await commit(batch.slice(0, middle));
    await commit(batch.slice(middle));
  }

  start();
  return {
    append(entry) {
      if (closing) return Promise.resolve({ ok: false, error: 'JOURNAL_CLOSED' });
      if (pending >= maxPending) {
        return Promise.resolve({ ok: false, error: 'JOURNAL_FULL' });
      }
      const detail = entryFault(entry);
      if (detail !== null) return Promise.resolve({ ok: false, error: 'JOURNAL_REFUSED', detail });
      return new Promise((settle) => {
        pending += 1;
        queue.push({
          entry,
          settle(outcome) {
            pending -= 1;
            settle(outcome);
          },
        });
        start();
      });
    },
    state: () => ({
      healthy: link.connected && !failed,
      pending,
      lastError: link.lastError,
    }),
    async close() {
      closing = true;
      await pumping;
      await link.close();
    },
  };
}

function isRefused(entry: JournalEntry, refused: ReadonlySet<string>): boolean {
  const order = entry.orders?.[0];
  return order !== undefined && refused.has(order.id);
}

/** Connects, trying again with growing pauses until it works or nobody waits for it any more. */
async function reconnect(link: JournalLink, unneeded: () => boolean): Promise<void> {
  let pauseMs = BACKOFF_MS_MIN;
  while (!link.connected && !unneeded()) {
    try {
      await link.connect();
    } catch {
      await wait(pauseMs);
      pauseMs = Math.min(pauseMs * 2, BACKOFF_MS_MAX);
    }
  }
}

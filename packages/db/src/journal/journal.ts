import { setTimeout as wait } from 'node:timers/promises';
import { backoffMs } from '@fairlead/core/math/backoff';
import { errorLine, isPassing } from '../database-error.ts';
import type { ChainEnd, ChainedEntry } from './chain.ts';
import { type Commit, chained, endOf } from './commit.ts';
import { entryFault } from './entry-fault.ts';
import type { AppendOutcome, Journal, JournalEntry, JournalState } from './journal-entry.ts';
import { type Fate, type JournalLink, journalLink } from './journal-link.ts';
import type { Lease } from './shard-lease.ts';
import { type Waiting, WaitingEntries } from './waiting-entries.ts';
import { refusalOf } from './write-refusal.ts';

export interface JournalOptions extends GroupCommitOptions {
  readonly databaseUrl: string;
}

/** What a journal works with: its way to the database, and how it waits. */
export interface JournalPorts {
  /** `onLoss` is told when an idle connection breaks. */
  readonly link: (onLoss: () => void) => JournalLink;
  /** Resolves after so many milliseconds, or rejects when the signal is given before. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Time that nobody sets, in milliseconds. */
  readonly uptimeMs: () => number;
  /** Uniform in [0, 1). */
  readonly draw: () => number;
}

export interface GroupCommitOptions {
  /** The right to write, taken just before. */
  readonly lease: Lease;
  /** Told of what each commit has written, in order and without a gap, before those who wait for it are. */
  readonly onCommitted?: (entries: readonly ChainedEntry[]) => void;
  /** Entries in one commit at most. */
  readonly maxBatch?: number;
  /** Entries waiting at most; more are refused at once with JOURNAL_FULL. */
  readonly maxPending?: number;
  /** How long a commit may take before the database counts as away, in milliseconds. */
  readonly commitMsMax?: number;
  /** How long the end waits for a database that is away, in milliseconds. */
  readonly closeMsMax?: number;
}

const MAX_BATCH = 64;
const MAX_PENDING = 20_000;
/** A database that hangs says nothing: it is known by its silence alone. A commit takes some milliseconds, on a busy day a hundred. */
const COMMIT_MS_MAX = 2_000;
const PAUSES = { firstMs: 40, longestMs: 2_000 };
/** What is not written by then would not be after a kill either. */
const CLOSE_MS_MAX = 3_000;
/** Looks after as many refusals for a row that is there, of which none finds it: then it is no commit of ours under way. */
const COLLISIONS_MAX = 3;
const SOMEBODY_ELSES = 'another router has taken the shard over';

/**
 * Opens the journal of a shard: the writer of the order path.
 *
 * Group commit: whatever is appended while a commit runs goes into the next one, in the order of the appends, each commit one
 * statement and so one transaction. One commit runs at a time, so what was appended later is never durable earlier. Entries get their
 * positions and hashes when they are committed.
 * While the database is away entries wait, in order; a commit whose fate is unknown is looked for and repeated where it is not there.
 * An entry that the database refuses fails alone, with those of its order that came after it: its batch is halved until it is found.
 * A journal whose lease was taken by another writes nothing any more.
 */
export function createJournal({ databaseUrl, ...options }: JournalOptions): Journal {
  const ports: JournalPorts = {
    link: (onLoss) => journalLink(databaseUrl, onLoss),
    wait: (ms, signal) => wait(ms, undefined, signal && { signal }),
    uptimeMs: () => performance.now(),
    draw: Math.random,
  };
  return journalOver(ports, options);
}

/** The same over another way to a database, and another time: what the simulation of the whole system gives it. */
export function journalOver(ports: JournalPorts, options: GroupCommitOptions): Journal {
  return new GroupCommit(ports, options);
}

class GroupCommit implements Journal {
  readonly #ports: JournalPorts;
  readonly #lease: Lease;
  readonly #onCommitted: (entries: readonly ChainedEntry[]) => void;
  readonly #maxBatch: number;
  readonly #maxPending: number;
  readonly #commitMsMax: number;
  readonly #closeMsMax: number;
  readonly #link: JournalLink;
  readonly #waiting = new WaitingEntries();
  #end: ChainEnd;
  #isFailing = false;
  /** When the commit that runs was given to the database, in milliseconds of the process; null while none runs. */
  #committingSinceMs: number | null = null;
  #isClosing = false;
  /** The database was away at the end: what waits for it is given up. */
  #isAbandoned = false;
  #isLost = false;
  #failures = 0;
  #pumping: Promise<void> | null = null;

  constructor(ports: JournalPorts, options: GroupCommitOptions) {
    this.#ports = ports;
    this.#lease = options.lease;
    this.#end = options.lease.end;
    this.#onCommitted = options.onCommitted ?? (() => undefined);
    this.#maxBatch = options.maxBatch ?? MAX_BATCH;
    this.#maxPending = options.maxPending ?? MAX_PENDING;
    this.#commitMsMax = options.commitMsMax ?? COMMIT_MS_MAX;
    this.#closeMsMax = options.closeMsMax ?? CLOSE_MS_MAX;
    this.#link = ports.link(() => this.#start());
    this.#start();
  }

  append(entry: JournalEntry): Promise<AppendOutcome> {
    if (this.#isLost) return Promise.resolve({ ok: false, error: 'LEASE_LOST' });
    if (this.#isClosing) return Promise.resolve({ ok: false, error: 'JOURNAL_CLOSED' });
    if (this.#waiting.size >= this.#maxPending) return Promise.resolve({ ok: false, error: 'JOURNAL_FULL' });
    const detail = entryFault(entry);
    if (detail !== null) return Promise.resolve({ ok: false, error: 'JOURNAL_REFUSED', detail });
    const outcome = this.#waiting.add(entry);
    this.#start();
    return outcome;
  }

  state(): JournalState {
    const isMute = this.#isMute();
    return {
      healthy: this.#link.connected && !this.#isFailing && !isMute && !this.#isLost,
      lost: this.#isLost,
      pending: this.#waiting.size,
      position: this.#end.position,
      lastError: this.#isLost ? SOMEBODY_ELSES : isMute ? 'the database does not answer' : this.#link.lastError,
    };
  }

  #isMute(): boolean {
    const sinceMs = this.#committingSinceMs;
    return sinceMs !== null && this.#ports.uptimeMs() - sinceMs > this.#commitMsMax;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const patience = new AbortController();
    const late = this.#ports.wait(this.#closeMsMax, patience.signal).catch(() => {});
    await Promise.race([this.#pumping, late]);
    patience.abort();
    // What is on its way to a database that answers is waited for.
    this.#isAbandoned = !this.#link.connected;
    await this.#pumping;
    await this.#link.close();
  }

  #start(): void {
    if (!this.#isLost) this.#pumping ??= this.#pump();
  }

  async #pump(): Promise<void> {
    // What is appended in the same turn goes into the first commit together.
    await Promise.resolve();
    while (!this.#isLost && (!this.#waiting.isEmpty || (!this.#link.connected && !this.#isClosing))) {
      await this.#reconnect(() => this.#isAbandoned || (this.#isClosing && this.#waiting.isEmpty));
      const batch = this.#waiting.take(this.#maxBatch);
      if (batch.length > 0) await this.#commit(batch);
    }
    // In the same turn in which the queue was seen empty, so that the next append starts anew.
    this.#pumping = null;
  }

  /** Writes a batch, however long it takes, and settles everything in it. */
  async #commit(batch: readonly Waiting[]): Promise<void> {
    let isInDoubt = false;
    for (let collisions = 0; ; ) {
      const open = batch.filter((waiting) => !waiting.isSettled);
      if (open.length === 0) return;
      await this.#reconnect(() => this.#isAbandoned);
      if (this.#isAbandoned) return this.#waiting.refuseAll({ ok: false, error: 'JOURNAL_CLOSED' });
      const entries = open.map((waiting) => waiting.entry);
      const commit = chained(this.#lease, this.#end, entries);
      try {
        this.#settle(await this.#ask(isInDoubt ? this.#link.look(commit) : this.#link.write(commit)), { open, commit });
        isInDoubt = false;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === 'ENTRY' || (refusal !== 'IN_DOUBT' && collisions === COLLISIONS_MAX))
          return this.#takeApart(open, error);
        if (refusal === 'IN_DOUBT') await this.#endure(error);
        else collisions += 1;
        if (refusal === 'NO_PARTITION') await this.#makePartitions();
        isInDoubt = true;
      }
    }
  }

  async #ask(answer: Promise<Fate>): Promise<Fate> {
    this.#committingSinceMs = this.#ports.uptimeMs();
    try {
      return await answer;
    } finally {
      this.#committingSinceMs = null;
    }
  }

  #isWell(): void {
    this.#isFailing = false;
    this.#failures = 0;
  }

  /** Settles what is known after an answer. */
  #settle(found: Fate, { open, commit }: { open: readonly Waiting[]; commit: Commit }): void {
    switch (found.fate) {
      case 'WRITTEN':
        this.#isWell();
        this.#end = endOf(commit);
        this.#onCommitted(commit.chained);
        for (const [index, waiting] of open.entries()) {
          this.#waiting.settle(waiting, { ok: true, position: commit.before.position + index + 1 });
        }
        return;
      case 'UNWRITTEN':
        for (const index of found.taken) {
          const duplicate = open[index];
          if (duplicate !== undefined) this.#waiting.refuse(duplicate, { ok: false, error: 'DUPLICATE_ORDER' });
        }
        // A server that can be read need not take anything: that it does shows when what is left is written.
        if (open.every((waiting) => waiting.isSettled)) this.#isWell();
        return;
      case 'LOST':
        this.#isLost = true;
        this.#waiting.refuseAll({ ok: false, error: 'LEASE_LOST' });
    }
  }

  /** The server failed, or the way to it: the first time it is asked again at once, then after pauses (its disk may be full). */
  async #endure(error: unknown): Promise<void> {
    this.#isFailing = true;
    this.#link.drop(error);
    if (this.#failures > 0) await this.#pause(this.#failures);
    this.#failures += 1;
  }

  /** There are partitions ahead for a day like yesterday; on a busier one they are asked for when they are missing. */
  async #makePartitions(): Promise<void> {
    try {
      await this.#link.makePartitions();
    } catch (error) {
      if (isPassing(error)) await this.#endure(error);
    }
  }

  async #takeApart(batch: readonly Waiting[], error: unknown): Promise<void> {
    const [first, ...others] = batch;
    if (first !== undefined && others.length === 0) {
      this.#waiting.refuse(first, { ok: false, error: 'JOURNAL_REFUSED', detail: errorLine(error) });
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await this.#commit(batch.slice(0, middle));
    await this.#commit(batch.slice(middle));
  }

  /** Connects, trying again with growing pauses until it works or nobody waits for it any more. */
  async #reconnect(unneeded: () => boolean): Promise<void> {
    for (let failures = 1; !this.#link.connected && !unneeded(); failures++) {
      try {
        await this.#link.connect();
      } catch {
        await this.#pause(failures);
      }
    }
  }

  #pause(failures: number): Promise<void> {
    return this.#ports.wait(backoffMs(failures, PAUSES, this.#ports.draw()));
  }
}

import type { RecordPart } from '@fairlead/core/routing/record/part-book';

/** What becomes durable together or not at all: some events of one order, or something that belongs to none. */
export interface JournalEntry {
  /** Null for what belongs to no order. */
  readonly orderPk: string | null;
  /** The numbers of its events in the life of the order, from 1 and gapless over the order's entries; both 0 without an order. */
  readonly firstEvent: number;
  readonly lastEvent: number;
  /** Microseconds since 1970. */
  readonly atUs: number;
  /** Of an order that is not a customer's: it is kept for a shorter time. */
  readonly simulated: boolean;
  /** The text that `record/entry-body` writes and reads. */
  readonly body: string;
  /** The name of a new order, unique for its client; null in its later entries. */
  readonly key: { readonly clientId: string; readonly orderId: string } | null;
  /** What its records refer to and the journal may not hold yet; what it holds is left as it is. */
  readonly parts: readonly RecordPart[];
}

/** An entry as it stands in the journal. */
export interface StoredEntry extends Omit<JournalEntry, 'key' | 'parts'> {
  readonly shard: number;
  /** From 1, gapless in its shard. */
  readonly position: number;
  /** SHA-256 over the hash of the entry before, and time, order and content of this one; 64 hex digits. */
  readonly hash: string;
}

/** Why an entry was not written. Nothing of a refused entry is. LEASE_LOST: another router has taken the shard over, and this one writes nothing any more. */
export type AppendError = 'DUPLICATE_ORDER' | 'JOURNAL_FULL' | 'JOURNAL_REFUSED' | 'JOURNAL_CLOSED' | 'LEASE_LOST';

/** Written and on disk at a position, or refused whole; `detail` is the database's words for JOURNAL_REFUSED. */
export type AppendOutcome =
  | { readonly ok: true; readonly position: number }
  | { readonly ok: false; readonly error: AppendError; readonly detail?: string };

export interface JournalState {
  /** False from a failed commit until the next one lands, while a commit takes too long, and from a lost lease on. */
  readonly healthy: boolean;
  /** True from when another router has taken the shard over: this journal never writes again. */
  readonly lost: boolean;
  /** Entries accepted and not yet durable. */
  readonly pending: number;
  /** The position of the last entry that is durable; 0 before the first. */
  readonly position: number;
  readonly lastError: string | null;
}

/** The durable log of the order path. */
export interface Journal {
  /** Resolves when the entry is durable or refused; stays pending while the database is away. Never rejects for a database error. */
  append(entry: JournalEntry): Promise<AppendOutcome>;
  state(): JournalState;
  /** Takes no more entries, writes those it has, closes its connection. A database that is away is waited for a few seconds only. */
  close(): Promise<void>;
}

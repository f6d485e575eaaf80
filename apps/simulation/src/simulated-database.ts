import { type ChainEnd, EMPTY_CHAIN } from '@fairlead/db/journal/chain';
import type { Commit } from '@fairlead/db/journal/commit';
import type { JournalEntry, StoredEntry } from '@fairlead/db/journal/journal-entry';
import type { Fate } from '@fairlead/db/journal/journal-link';
import type { Lease } from '@fairlead/db/journal/shard-lease';
import { TERM_MS } from '@fairlead/db/journal/shard-term';
import type { ReadEntry } from '@fairlead/db/projection/journal-reading';
import type { StoredLimits } from '@fairlead/db/repositories/risk-limits-repository';
import type { VenueEstimateRow } from '@fairlead/db/repositories/venue-memory-repository';
import { serverWord } from '@fairlead/db/testing/server-word';
import { DatabaseRows } from './database-rows.ts';

const SHARD = 0;
const UNIQUE_VIOLATION = '23505';
const UNTRANSLATABLE = '22P05';

/** Who acts for the shard: of a process that is gone everybody on its machine knows. */
interface Holder {
  readonly isDead: boolean;
}

/** Who hears of each entry in the moment in which it is durable. */
export type OnDurable = (entry: StoredEntry, key: JournalEntry['key']) => void;

/**
 * What the database holds, and holds over every crash of a router: the journal with its constraints and its lease, and the tables beside it. It does at once
 * what it is asked; when, and whether anybody hears of it, is its server's to say.
 */
export class SimulatedDatabase {
  readonly entries: StoredEntry[] = [];
  readonly rows = new DatabaseRows();
  readonly parts = new Map<string, string>();
  readonly estimates = new Map<string, VenueEstimateRow>();
  /** The limits that were approved last; null where none were. */
  limits: StoredLimits | null = null;
  /** Reports of children that nobody knew. */
  orphans = 0;
  audits = 0;
  /** An order of which the server takes no entry, for a reason of its own; null where there is none. */
  refusedOrderPk: string | null = null;
  readonly #onDurable: OnDurable;
  readonly #byOrder = new Map<string, StoredEntry[]>();
  readonly #keys = new Map<string, string>();
  #end: ChainEnd = EMPTY_CHAIN;
  #epoch = 0;
  #holder: Holder | null = null;
  #actsUntilUs = 0;

  constructor(onDurable: OnDurable) {
    this.#onDurable = onDurable;
  }

  /** Takes the shard: whoever had it before writes nothing more. */
  takeLease(): Lease {
    this.#epoch += 1;
    return { shard: SHARD, epoch: this.#epoch, end: this.#end };
  }

  /** Whether nobody acts for the shard at this time, as far as anybody has said; in microseconds. */
  isFree(nowUs: number): boolean {
    return this.#holder === null || this.#holder.isDead || nowUs >= this.#actsUntilUs;
  }

  /** The holder of a lease says that it acts for another term; false where another has the shard. */
  renew(lease: Lease, holder: Holder, nowUs: number): boolean {
    if (!this.isLeaseOf(lease)) return false;
    this.#holder = holder;
    this.#actsUntilUs = nowUs + TERM_MS * 1_000;
    return true;
  }

  isLeaseOf({ epoch }: Lease): boolean {
    return epoch === this.#epoch;
  }

  entriesOf(orderPk: string): readonly StoredEntry[] {
    return this.#byOrder.get(orderPk) ?? [];
  }

  get orderPks(): IterableIterator<string> {
    return this.#byOrder.keys();
  }

  /** The order that a client has under this id; undefined where there is none. */
  orderPkOf(clientId: string, orderId: string): string | undefined {
    return this.#keys.get(nameOf(clientId, orderId));
  }

  /** Writes a commit, all of it or nothing. Throws what a server says that does not. */
  write(commit: Commit): Fate {
    if (!this.isLeaseOf(commit.lease)) return { fate: 'LOST' };
    const { entries, chained, before } = commit;
    if (entries.some(({ orderPk }) => orderPk !== null && orderPk === this.refusedOrderPk))
      throw serverWord(UNTRANSLATABLE, 'a character that this database cannot keep');
    const isTaken = entries.some(({ key }) => key !== null && this.orderPkOf(key.clientId, key.orderId) !== undefined);
    if (isTaken || before.position !== this.#end.position) throw serverWord(UNIQUE_VIOLATION, 'duplicate key');
    for (const [index, { hash, ...entry }] of chained.entries()) {
      const stored = { ...entry, hash: hash.toString('hex') };
      this.#keep(stored, entries[index]);
      this.#end = { position: entry.position, hash };
    }
    return { fate: 'WRITTEN' };
  }

  #keep(stored: StoredEntry, entry: JournalEntry | undefined): void {
    this.entries.push(stored);
    const { orderPk } = stored;
    if (orderPk !== null) {
      const known = this.#byOrder.get(orderPk);
      if (known === undefined) this.#byOrder.set(orderPk, [stored]);
      else known.push(stored);
    }
    for (const { hash, body } of entry?.parts ?? []) this.parts.set(hash, body);
    const key = entry?.key ?? null;
    if (key !== null && orderPk !== null) this.#keys.set(nameOf(key.clientId, key.orderId), orderPk);
    this.#onDurable(stored, key);
  }

  /** Looks what became of a commit. */
  look({ lease, before, chained, entries }: Commit): Fate {
    const last = chained.at(-1);
    const isWritten = last !== undefined && this.entries[last.position - 1]?.hash === last.hash.toString('hex');
    if (isWritten) return { fate: 'WRITTEN' };
    if (!this.isLeaseOf(lease) || !this.#end.hash.equals(before.hash)) return { fate: 'LOST' };
    const taken = entries.flatMap(({ key }, index) =>
      key !== null && this.orderPkOf(key.clientId, key.orderId) !== undefined ? [index] : [],
    );
    return { fate: 'UNWRITTEN', taken: new Set(taken) };
  }

  /** Entries after a position, in order. */
  entriesAfter(position: number, limit: number): readonly ReadEntry[] {
    return this.entries.slice(position, position + limit);
  }
}

function nameOf(clientId: string, orderId: string): string {
  return `${clientId.length} ${clientId} ${orderId}`;
}

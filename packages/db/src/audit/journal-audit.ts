import { type ChainEnd, type ChainedEntry, EMPTY_CHAIN, entryHash } from '../journal/chain.ts';
import { rootsOf } from '../journal/roots.ts';
import { type Seal, sealsAfter } from '../journal/seals.ts';
import type { Database } from '../pool.ts';
import { dropsOf, entriesFrom } from './audited-rows.ts';
import { type Fault, journalFault } from './fault.ts';
import { nameFaults } from './name-audit.ts';
import { SealAudit, type Sealed } from './seal-audit.ts';

/** What was found of a shard: the first fault, or none, and how much was looked at. */
export interface JournalAudit {
  readonly fault: Fault | null;
  readonly entries: number;
  /** Dropped by retention: their seals and roots stay, and are looked at. */
  readonly dropped: number;
  readonly seals: number;
  readonly roots: number;
}

const SEALS_A_PAGE = 5_000;

/**
 * Walks the journal of a shard from its first entry to its last: places, hashes, names of orders, seals, roots. What it holds in memory does not
 * grow with the journal. The caller sees to it that nothing changes meanwhile, by one transaction of one snapshot.
 */
export async function auditJournal(database: Database, shard: number): Promise<JournalAudit> {
  const walk = new JournalWalk(database, shard, new SealAudit(await rootsOf(database, shard)));
  const fault = await walk.run();
  const { entries, dropped, seals } = walk;
  return { fault, entries, dropped, seals: seals.seals, roots: seals.roots };
}

class JournalWalk {
  readonly #database: Database;
  readonly #shard: number;
  readonly seals: SealAudit;
  entries = 0;
  dropped = 0;
  #end: ChainEnd = EMPTY_CHAIN;
  /** Of the entries after the last seal those that are not simulated; null where some of them were dropped. */
  #live: number | null = 0;
  #sealsAhead: readonly Seal[] = [];
  #sealsRead = 0;

  constructor(database: Database, shard: number, seals: SealAudit) {
    this.#database = database;
    this.#shard = shard;
    this.seals = seals;
  }

  async run(): Promise<Fault | null> {
    const drops = await dropsOf(this.#database, this.#shard);
    for (;;) {
      const drop = drops.get(this.#end.position + 1);
      if (drop !== undefined) {
        const fault = await this.#passDrop(drop);
        if (fault !== null) return fault;
        continue;
      }
      const page = await entriesFrom(this.#database, this.#shard, this.#end.position);
      if (page.length === 0) break;
      const fault = (await this.#passPage(page, drops)) ?? (await nameFaults(this.#database, page));
      if (fault !== null) return fault;
    }
    while ((await this.#nextSeal()) !== undefined) {
      const fault = await this.#checkSeal({ chainHash: null, liveEntries: null });
      if (fault !== null) return fault;
    }
    return this.seals.end(this.#end);
  }

  async #passPage(page: readonly ChainedEntry[], drops: ReadonlyMap<number, ChainEnd>): Promise<Fault | null> {
    for (const [index, entry] of page.entries()) {
      const position = this.#end.position + 1;
      // What follows was dropped by retention: the page is read again behind it.
      if (drops.has(position)) return null;
      const fault =
        entry.position === position ? this.#faultOf(entry, page[index + 1]) : missing(position, entry.position);
      if (fault !== null) return fault;
      this.#end = { position, hash: entry.hash };
      this.entries += 1;
      if (this.#live !== null && !entry.simulated) this.#live += 1;
      const seal = await this.#nextSeal();
      if (seal?.position !== position) continue;
      const sealFault = await this.#checkSeal({ chainHash: entry.hash, liveEntries: this.#live });
      if (sealFault !== null) return sealFault;
    }
    return null;
  }

  #faultOf(entry: ChainedEntry, next: ChainedEntry | undefined): Fault | null {
    const { position } = entry;
    if (entryHash(this.#end.hash, entry).equals(entry.hash)) return null;
    if (next !== undefined && entryHash(this.#end.hash, { ...next, position }).equals(next.hash)) {
      const areSwapped = entryHash(next.hash, { ...entry, position: position + 1 }).equals(entry.hash);
      if (areSwapped) return journalFault(position, 'ALTERED', 'it and the one after it stand in each other’s place');
      return journalFault(position, 'ADDED', 'it was put in: the one after it goes on from the one before it');
    }
    return journalFault(position, 'ALTERED', 'its content is not what was written here, or it was never written here');
  }

  /** Goes over what retention dropped: of its seals only their own chain can be looked at. */
  async #passDrop(drop: ChainEnd): Promise<Fault | null> {
    this.dropped += drop.position - this.#end.position;
    this.#end = drop;
    this.#live = null;
    for (;;) {
      const seal = await this.#nextSeal();
      if (seal === undefined || seal.position > drop.position) return null;
      const chainHash = seal.position === drop.position ? drop.hash : null;
      const fault = await this.#checkSeal({ chainHash, liveEntries: null });
      if (fault !== null) return fault;
      this.#live = seal.position === drop.position ? 0 : null;
    }
  }

  async #nextSeal(): Promise<Seal | undefined> {
    if (this.#sealsAhead.length === 0) {
      const place = { shard: this.#shard, position: this.#sealsRead };
      this.#sealsAhead = this.#sealsRead < 0 ? [] : await sealsAfter(this.#database, place, SEALS_A_PAGE);
      // Behind the last one there is nothing to be asked for again.
      this.#sealsRead = this.#sealsAhead.at(-1)?.position ?? -1;
    }
    return this.#sealsAhead[0];
  }

  async #checkSeal(sealed: Sealed): Promise<Fault | null> {
    const [seal, ...others] = this.#sealsAhead;
    this.#sealsAhead = others;
    this.#live = 0;
    return seal === undefined ? null : this.seals.check(seal, sealed);
  }
}

function missing(from: number, next: number): Fault {
  const last = next - 1;
  return journalFault(
    from,
    'MISSING',
    last === from ? 'it is not there' : `the entries from here to ${last} are not there`,
  );
}

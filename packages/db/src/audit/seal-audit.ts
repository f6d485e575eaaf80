import type { ChainEnd } from '../journal/chain.ts';
import { NO_ROOT, type Root, rootSum } from '../journal/roots.ts';
import { NO_SEAL, type Seal, sealHash } from '../journal/seals.ts';
import { type Fault, journalFault } from './fault.ts';

/** What the entries under a seal come to; null for what was dropped. */
export interface Sealed {
  readonly chainHash: Buffer | null;
  readonly liveEntries: number | null;
}

/** Holds the seals of a shard, in order, against its entries, and its roots against the seals. */
export class SealAudit {
  readonly #roots: readonly Root[];
  #rootIndex = 0;
  #sum = rootSum(NO_ROOT.hash);
  #last: { position: number; hash: Buffer } = NO_SEAL;
  seals = 0;

  constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /** How many roots hold. */
  get roots(): number {
    return this.#rootIndex;
  }

  /** The next seal, and what is under it. */
  check(seal: Seal, sealed: Sealed): Fault | null {
    const passed = this.#passRoots(seal.position - 1);
    if (passed !== null) return passed;
    const { position } = seal;
    if (!seal.hash.equals(sealHash(this.#last.hash, seal)) || seal.entries !== position - this.#last.position) {
      return { at: `seal at ${position}`, kind: 'ALTERED', says: 'it was altered, or one before it is missing' };
    }
    const holds =
      (sealed.chainHash === null || sealed.chainHash.equals(seal.chainHash)) &&
      (sealed.liveEntries === null || sealed.liveEntries === seal.liveEntries);
    const says = `the entries from here to ${position} are chained, but are not those that were sealed`;
    if (!holds) return journalFault(this.#last.position + 1, 'ALTERED', says);
    this.#last = seal;
    this.seals += 1;
    this.#sum.add(seal);
    return null;
  }

  /** After the last seal. */
  end(journal: ChainEnd): Fault | null {
    const passed = this.#passRoots(Number.POSITIVE_INFINITY);
    if (passed !== null) return passed;
    if (this.#last.position <= journal.position) return null;
    return journalFault(
      journal.position + 1,
      'MISSING',
      `the entries from here to ${this.#last.position} were sealed and are not there`,
    );
  }

  /** Closes the roots that cover nothing after a position. */
  #passRoots(position: number): Fault | null {
    for (; ; this.#rootIndex += 1) {
      const root = this.#roots[this.#rootIndex];
      if (root === undefined || root.lastPosition > position) return null;
      const { sum } = this.#sum;
      const isWhole =
        this.#last.position === root.lastPosition &&
        sum.seals === root.seals &&
        sum.entries === root.entries &&
        sum.liveEntries === root.liveEntries;
      if (!isWhole || !this.#sum.hash(root).equals(root.hash)) {
        return {
          at: `root of ${root.day}`,
          kind: 'ALTERED',
          says: 'it or a seal that it covers was altered, or is missing',
        };
      }
      this.#sum = rootSum(root.hash);
    }
  }
}

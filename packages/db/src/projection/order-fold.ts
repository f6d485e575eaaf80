import type pg from 'pg';
import { errorLine } from '../database-error.ts';
import type { Changed } from './batch.ts';
import type { Codec } from './codec.ts';
import { droppedRanges, entriesOfOrders, type ReadEntry } from './journal-reading.ts';
import { KnownOrders } from './known-orders.ts';
import { type ProjectedOrder, take } from './projected-order.ts';

/** An order before some entries and after them, with what it takes to go on from there. */
export interface FoldedChange extends Changed {
  readonly after: ProjectedOrder;
}

export interface FoldOptions {
  readonly codec: Codec;
  /** Ended orders in memory at most. */
  readonly endedMax: number;
}

/**
 * Folds the journal of a shard batch by batch. An order that it has forgotten is folded again from its entries. What is told of an order whose first
 * entries retention has dropped makes no rows: those are gone too.
 */
export class OrderFold {
  readonly #codec: Codec;
  readonly #known: KnownOrders;

  constructor({ codec, endedMax }: FoldOptions) {
    this.#codec = codec;
    this.#known = new KnownOrders(endedMax);
  }

  /** What entries after a position make of their orders, by key. Nothing is kept of it before `keep`. */
  async changes(
    client: Pick<pg.ClientBase, 'query'>,
    entries: readonly ReadEntry[],
    place: { readonly shard: number; readonly position: number },
  ): Promise<ReadonlyMap<string, FoldedChange>> {
    const forgotten = this.#forgotten(entries);
    const earlier = await entriesOfOrders(client, forgotten, place);
    const lost = await beginningLost(client, { forgotten, entries: [...earlier, ...entries], shard: place.shard });
    const isWhole = ({ orderPk }: ReadEntry) => orderPk === null || !lost.has(orderPk);
    const before = new Map<string, ProjectedOrder>();
    for (const entry of earlier.filter(isWhole)) this.#take(before, entry);
    const after = new Map(before);
    for (const entry of entries.filter(isWhole)) this.#take(after, entry);
    const changes = new Map<string, FoldedChange>();
    for (const [pk, order] of after) {
      const known = before.get(pk) ?? this.#known.get(pk);
      if (order !== known) changes.set(pk, { before: known, after: order });
    }
    return changes;
  }

  keep(changes: ReadonlyMap<string, FoldedChange>): void {
    for (const { after } of changes.values()) this.#known.keep(after);
  }

  forgetAll(): void {
    this.#known.forgetAll();
  }

  #forgotten(entries: readonly ReadEntry[]): string[] {
    const begun = new Set<string>();
    const forgotten = new Set<string>();
    for (const { orderPk, firstEvent } of entries) {
      if (orderPk === null) continue;
      // What is told of it all stands in these entries.
      if (firstEvent === 1) begun.add(orderPk);
      else if (!begun.has(orderPk) && this.#known.get(orderPk) === null) forgotten.add(orderPk);
    }
    return [...forgotten];
  }

  #take(into: Map<string, ProjectedOrder>, entry: ReadEntry): void {
    const { orderPk } = entry;
    if (orderPk === null) return;
    const known = into.get(orderPk) ?? this.#known.get(orderPk);
    try {
      const content = this.#codec.read(entry.body);
      into.set(orderPk, take(known, { place: { ...entry, orderPk }, content }, this.#codec));
    } catch (error) {
      const where = `RECORD_UNREADABLE: entry ${entry.position}, of order ${orderPk}, cannot be read`;
      throw new Error(`${where}: ${errorLine(error)}`, { cause: error });
    }
  }
}

/** Orders of which all is read that there is, and whose first entry is not among it, where retention has dropped something. */
async function beginningLost(
  client: Pick<pg.ClientBase, 'query'>,
  read: { readonly forgotten: readonly string[]; readonly entries: readonly ReadEntry[]; readonly shard: number },
): Promise<ReadonlySet<string>> {
  const begun = new Set(read.entries.flatMap(({ orderPk, firstEvent }) => (firstEvent === 1 ? [orderPk] : [])));
  const lost = new Set(read.forgotten.filter((orderPk) => !begun.has(orderPk)));
  // Without a drop it is a fault of the record, and `take` says so.
  if (lost.size > 0 && (await droppedRanges(client, read.shard)).length === 0) lost.clear();
  return lost;
}

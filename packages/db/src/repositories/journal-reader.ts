import type { StoredEntry } from '../journal/journal-entry.ts';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/** A place in the journal. */
export interface JournalPlace {
  readonly shard: number;
  readonly position: number;
}

const ENTRY = `j.shard, j.position::float8 as position, j.order_pk as "orderPk", j.first_event as "firstEvent", j.last_event as "lastEvent",
  ${microseconds('j.at')} as "atUs", j.simulated, j.body, encode(j.hash, 'hex') as hash`;
const OF_ORDERS = `select ${ENTRY} from order_journal j where j.order_pk = any ($1::uuid[]) order by j.position`;
const AFTER = `select ${ENTRY} from order_journal j where j.shard = $1 and j.position > $2 order by j.position limit $3`;
const AT = `select ${ENTRY} from unnest($1::int2[], $2::int8[]) as p(shard, position) join order_journal j using (shard, position)`;
/** What is not projected yet is little, or the projector's alarm is on. */
const NAMING = `
select j.order_pk from projection_positions p join order_journal j on j.shard = p.shard and j.position > p.position
where j.order_pk is not null and strpos(j.body, $1) > 0 order by j.position limit 1`;

/** Reads entries of the journal. */
export class JournalReader {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The entries of an order, in order; none where there is no such order. */
  async ofOrder(orderPk: string): Promise<readonly StoredEntry[]> {
    const result = await this.#database.query<StoredEntry>(OF_ORDERS, [[orderPk]]);
    return result.rows;
  }

  /** The entries of these orders, in order. */
  async ofOrders(orderPks: readonly string[]): Promise<ReadonlyMap<string, readonly StoredEntry[]>> {
    const found = new Map<string, StoredEntry[]>(orderPks.map((orderPk) => [orderPk, []]));
    if (found.size === 0) return found;
    const result = await this.#database.query<StoredEntry>(OF_ORDERS, [orderPks]);
    for (const entry of result.rows) found.get(entry.orderPk ?? '')?.push(entry);
    return found;
  }

  /** The entries after a place, in order, so many at most. */
  async after({ shard, position }: JournalPlace, limit: number): Promise<readonly StoredEntry[]> {
    const result = await this.#database.query<StoredEntry>(AFTER, [shard, position, limit]);
    return result.rows;
  }

  /** The entries at these places, in no order; those that retention has dropped are missing. */
  async at(places: readonly JournalPlace[]): Promise<readonly StoredEntry[]> {
    if (places.length === 0) return [];
    const shards = places.map(({ shard }) => shard);
    const result = await this.#database.query<StoredEntry>(AT, [shards, places.map(({ position }) => position)]);
    return result.rows;
  }

  /** The order of an id of a child or decision, out of what is not projected yet; null where nothing there names it. */
  async orderNaming(id: string): Promise<string | null> {
    const result = await this.#database.query<{ order_pk: string }>(NAMING, [`"${id}"`]);
    return result.rows[0]?.order_pk ?? null;
  }
}

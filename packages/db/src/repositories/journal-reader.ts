import type { StoredEntry } from '../journal/journal-entry.ts';
import { SHARD } from '../journal/shard-lease.ts';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/** A place in the journal. */
export interface JournalPlace {
  readonly shard: number;
  readonly position: number;
}

const ENTRY = `j.shard, j.position::float8 as position, j.order_pk as "orderPk", j.first_event as "firstEvent", j.last_event as "lastEvent",
  ${microseconds('j.at')} as "atUs", j.simulated, j.body, encode(j.hash, 'hex') as hash`;
const OF_ORDER = `select ${ENTRY} from order_journal j where j.order_pk = $1 order by j.position`;
/** Each order is looked up by itself: among so many the planner would read the whole journal. */
const OF_ORDERS = `
select e.* from unnest($1::uuid[]) as o(id)
cross join lateral (select ${ENTRY} from order_journal j where j.order_pk = o.id order by j.position offset 0) e`;
/** An order has no entry before its first, so that older partitions are not looked into. */
const SINCE_ITS_FIRST = `
cross join lateral (
  select ${ENTRY} from order_journal j where j.order_pk = o.id and j.position >= o.first_position order by j.position offset 0) e`;
/** The last entry that the projections tell. */
export const PROJECTED = `coalesce((select p.position from projection_positions p where p.shard = ${SHARD}), 0)`;
const UNPROJECTED = `
select n.order_pk, coalesce(o.first_position, n.first_position) from (
  select j.order_pk, min(j.position) as first_position from order_journal j
  where j.shard = ${SHARD} and j.position > ${PROJECTED} and j.order_pk is not null group by j.order_pk) n
left join orders o on o.id = n.order_pk`;
const AFTER = `select ${ENTRY} from order_journal j where j.shard = $1 and j.position > $2 order by j.position limit $3`;
const AT = `select ${ENTRY} from unnest($1::int2[], $2::int8[]) as p(shard, position) join order_journal j using (shard, position)`;
/** What is not projected yet is little, or the projector's alarm is on: so much of it is looked through that an answer takes a second or two at most. */
const UNPROJECTED_MAX = 100_000;
const NAMING = `
select j.order_pk from projection_positions p
join order_journal j on j.shard = p.shard and j.position > p.position and j.position <= p.position + ${UNPROJECTED_MAX}
where j.order_pk is not null and strpos(j.body, $1) > 0 order by j.position limit 1`;

/** Reads entries of the journal. */
export class JournalReader {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The entries of an order, in order; none where there is no such order. */
  async ofOrder(orderPk: string): Promise<readonly StoredEntry[]> {
    const result = await this.#database.query<StoredEntry>(OF_ORDER, [orderPk]);
    return result.rows;
  }

  /** The entries of these orders, those of each in order. */
  async ofOrders(orderPks: readonly string[]): Promise<ReadonlyMap<string, readonly StoredEntry[]>> {
    if (orderPks.length === 0) return new Map();
    const result = await this.#database.query<StoredEntry>(OF_ORDERS, [orderPks]);
    return byOrder(result.rows);
  }

  /** The same for the projected orders `o` that a condition names, and for all of which there is more than is projected. */
  async ofOpen(condition: string): Promise<ReadonlyMap<string, readonly StoredEntry[]>> {
    const projected = `select o.id, o.first_position from orders o where ${condition}`;
    const sql = `with o as materialized (${projected} union ${UNPROJECTED}) select e.* from o ${SINCE_ITS_FIRST}`;
    const result = await this.#database.query<StoredEntry>(sql);
    return byOrder(result.rows);
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

  /**
   * The order of an id of a child or decision: as the projections name it, else out of what they do not tell yet. What they have come to tell between these
   * two looks they are asked for once more. Null where nothing names it.
   */
  async orderNaming(id: string, projected: () => Promise<string | null>): Promise<string | null> {
    return (await projected()) ?? (await this.#unprojectedNaming(id)) ?? projected();
  }

  async #unprojectedNaming(id: string): Promise<string | null> {
    const result = await this.#database.query<{ order_pk: string }>(NAMING, [`"${id}"`]);
    return result.rows[0]?.order_pk ?? null;
  }
}

/** Entries of orders, by order; without what belongs to none. */
export function byOrder(entries: readonly StoredEntry[]): ReadonlyMap<string, readonly StoredEntry[]> {
  const found = new Map<string, StoredEntry[]>();
  for (const entry of entries) {
    if (entry.orderPk === null) continue;
    const known = found.get(entry.orderPk);
    if (known === undefined) found.set(entry.orderPk, [entry]);
    else known.push(entry);
  }
  return found;
}

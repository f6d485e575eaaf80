import type pg from 'pg';
import { errorLine } from '../database-error.ts';
import { SHARD } from '../journal/shard-lease.ts';
import { upsert } from '../projection/bulk.ts';
import { JOURNAL_CODEC } from '../projection/journal-codec.ts';
import { entriesOfOrders, type ReadEntry } from '../projection/journal-reading.ts';
import { microseconds } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { ORDER_SUMS_COLUMNS, type OrderSums, orderSums, type ReadContent } from './order-sums.ts';

/** How far the sums have come: up to which position, and whether that is as far as the rows tell. */
export interface SumsPlace {
  readonly position: number;
  readonly isLevel: boolean;
}

/** Entries that are looked through together, simulated ones among them, and those that are added up together. */
const POSITIONS_AT_ONCE = 20_000;
const ENTRIES_AT_ONCE = 1_500;

const WRITE = upsert<OrderSums>('journal_sums', ['order_pk'], ORDER_SUMS_COLUMNS);

/** Keeps what the journal says of each order in sums. Who asks first goes on from where the last one was; two at once wait for each other. */
export class JournalSums {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Goes on until the sums tell as far as the rows do, or so many entries have been added up. */
  async catchUp(entriesMax = Number.POSITIVE_INFINITY): Promise<SumsPlace & { readonly entries: number }> {
    let entries = 0;
    for (;;) {
      const step = await inTransaction(this.#pool, (client) => goOn(client));
      entries += step.entries;
      if (step.isLevel || entries >= entriesMax) return { ...step, entries };
    }
  }

  /** Forgets orders of before the oldest one that there are rows of: retention has dropped them. */
  async forgetDropped(): Promise<number> {
    return (await this.#pool.query(FORGET)).rowCount ?? 0;
  }
}

async function goOn(client: pg.PoolClient): Promise<SumsPlace & { readonly entries: number }> {
  await client.query('insert into journal_sum_positions (shard, position) values ($1, 0) on conflict do nothing', [
    SHARD,
  ]);
  const [at] = (await client.query<{ from: number; rows: number }>(PLACE, [SHARD])).rows;
  const [from, rows] = [at?.from ?? 0, at?.rows ?? 0];
  if (from >= rows) return { position: from, isLevel: true, entries: 0 };
  const until = Math.min(from + POSITIONS_AT_ONCE, rows);
  const read = await client.query<ReadEntry>(ENTRIES, [SHARD, from, until, ENTRIES_AT_ONCE]);
  const position = read.rows.length < ENTRIES_AT_ONCE ? until : (read.rows.at(-1)?.position ?? until);
  const sums = await sumsAfter(client, read.rows, position);
  if (sums.length > 0) await client.query({ name: WRITE.name, text: WRITE.text, values: WRITE.values(sums) });
  await client.query('update journal_sum_positions set position = $2 where shard = $1', [SHARD, position]);
  return { position, isLevel: position >= rows, entries: read.rows.length };
}

/** The sums of every order of these entries; one that begins before them is read from its beginning. */
async function sumsAfter(client: pg.PoolClient, entries: readonly ReadEntry[], position: number): Promise<OrderSums[]> {
  const ofOrders = new Map<string, ReadEntry[]>();
  for (const entry of entries) add(ofOrders, entry);
  const earlier = [...ofOrders].flatMap(([orderPk, [first]]) => (first?.firstEvent === 1 ? [] : [orderPk]));
  for (const orderPk of earlier) ofOrders.delete(orderPk);
  for (const entry of await entriesOfOrders(client, earlier, { shard: SHARD, position })) add(ofOrders, entry);
  // What is told of an order whose beginning retention has dropped has no row either.
  return [...ofOrders.values()].flatMap((all) => (all[0]?.firstEvent === 1 ? [orderSums(all.map(contentOf))] : []));
}

function add(ofOrders: Map<string, ReadEntry[]>, entry: ReadEntry): void {
  if (entry.orderPk === null) return;
  const known = ofOrders.get(entry.orderPk);
  if (known === undefined) ofOrders.set(entry.orderPk, [entry]);
  else known.push(entry);
}

function contentOf({ orderPk, position, atUs, body }: ReadEntry): ReadContent {
  try {
    return { place: { orderPk: orderPk ?? '', position, atUs }, content: JOURNAL_CODEC.read(body) };
  } catch (error) {
    const where = `RECORD_UNREADABLE: entry ${position}, of order ${orderPk}, cannot be read`;
    throw new Error(`${where}: ${errorLine(error)}`, { cause: error });
  }
}

const PLACE = `
select s.position::float8 as from, coalesce(p.position, 0)::float8 as rows
from journal_sum_positions s left join projection_positions p on p.shard = s.shard where s.shard = $1 for update of s`;
const ENTRIES = `
select j.shard, j.position::float8 as position, j.order_pk as "orderPk", j.first_event as "firstEvent", j.last_event as "lastEvent",
  ${microseconds('j.at')} as "atUs", j.body
from order_journal j where j.shard = $1 and j.position > $2 and j.position <= $3 and j.order_pk is not null and not j.simulated
order by j.position limit $4`;
const FORGET = `delete from journal_sums where order_pk < (select id from orders order by id limit 1)`;

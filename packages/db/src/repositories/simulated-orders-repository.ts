import type pg from 'pg';
import { timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { firstUuidV7 } from './uuid-range.ts';

/** The tables that hold the rows of an order, each with the column that names it, in the order in which they can be deleted. The one list of them. */
const TABLES = [
  { table: 'order_terms', order: 'order_pk' },
  { table: 'executions', order: 'order_pk' },
  { table: 'child_orders', order: 'order_pk' },
  { table: 'routing_decisions', order: 'order_pk' },
  { table: 'orders', order: 'id' },
] as const;

const ENDED = "('REJECTED', 'FILLED', 'CANCELED', 'EXPIRED')";
/** How many of the newest orders are weighed. */
const WEIGHED = 200;
/** What a row takes beside its columns: its head, and its places in indexes. */
const BYTES_A_ROW = 250;

/** Deletes orders of the demo flow, and never anybody else's: each statement asks for `simulated` itself. */
export class SimulatedOrdersRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The oldest simulated orders that were made before a time (microseconds since 1970) and have ended, or were only routed; so many at most. */
  async oldest(before_us: number, limit: number): Promise<string[]> {
    const result = await this.#pool.query<{ id: string }>(
      `select id from orders where simulated and id < $1::uuid and updated_at < ${timestamp('$2')} and (state in ${ENDED} or route_only)
       order by id limit $3`,
      [firstUuidV7(before_us), before_us, limit],
    );
    return result.rows.map(({ id }) => id);
  }

  /** Those that have entries in the journal from a position (included) to another (excluded) and have ended, or were only routed. */
  async endedWithEntries(from: number, to: number): Promise<string[]> {
    const result = await this.#pool.query<{ id: string }>(
      `select o.id from orders o where o.simulated and (o.state in ${ENDED} or o.route_only)
         and o.id in (select j.order_pk from order_journal j where j.simulated and j.position >= $1::int8 and j.position < $2::int8)
       order by o.id`,
      [from, to],
    );
    return result.rows.map(({ id }) => id);
  }

  /** How many simulated orders there are beyond those that fit into so many bytes, by the weight of the newest. */
  async countBeyond(bytesMax: number): Promise<number> {
    const counted = await this.#pool.query<{ n: number }>('select count(*)::float8 as n from orders where simulated');
    const count = counted.rows[0]?.n ?? 0;
    const weight = count === 0 ? 0 : await this.#bytesAnOrder();
    return weight === 0 ? 0 : Math.max(0, Math.ceil(count - bytesMax / weight));
  }

  /** Deletes all rows of orders, and their markouts, in one short transaction; orders that are not simulated are left alone. Gives how many orders went. */
  delete(orderPks: readonly string[]): Promise<number> {
    return inTransaction(this.#pool, async (client) => {
      const found = await client.query<{ id: string }>(
        'select id from orders where simulated and id = any ($1::uuid[]) order by id for update',
        [orderPks],
      );
      const ids = found.rows.map(({ id }) => id);
      await client.query(
        'delete from execution_markouts where execution_id in (select id from executions where order_pk = any ($1::uuid[]))',
        [ids],
      );
      for (const { table, order } of TABLES)
        await client.query(`delete from ${table} where ${order} = any ($1::uuid[])`, [ids]);
      return ids.length;
    });
  }

  /** What the newest orders take in all tables, as they are stored, by order. */
  async #bytesAnOrder(): Promise<number> {
    const newest = await this.#pool.query<{ id: string }>(
      'select id from orders where simulated order by id desc limit $1',
      [WEIGHED],
    );
    const ids = newest.rows.map(({ id }) => id);
    const weights = await Promise.all(TABLES.map((each) => this.#weigh(each, ids)));
    return weights.reduce((sum, weight) => sum + weight, 0) / Math.max(1, ids.length);
  }

  async #weigh({ table, order }: (typeof TABLES)[number], ids: readonly string[]): Promise<number> {
    const columns = await this.#pool.query<{ sum: string }>(
      `select string_agg(format('coalesce(pg_column_size(t.%I), 0)', attname), ' + ') as sum
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [table],
    );
    const result = await this.#pool.query<{ bytes: number }>(
      `select coalesce(sum(${columns.rows[0]?.sum} + ${BYTES_A_ROW}), 0)::float8 as bytes from ${table} t where t.${order} = any ($1::uuid[])`,
      [ids],
    );
    return result.rows[0]?.bytes ?? 0;
  }
}

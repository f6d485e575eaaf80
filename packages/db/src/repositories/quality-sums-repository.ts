import type pg from 'pg';
import type { Database } from '../pool.ts';
import { timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { Parameters, within } from './quality-cut.ts';
import { HOUR_US } from './quality-period.ts';
import type { TimeWindow } from './quality-repository.ts';
import { fillHourSql, fullHourSql, LESS_HOUR } from './quality-statement.ts';

/** Keeps sums of execution quality by the hour. Hours are told by how many have gone since 1970. */
export class QualitySumsRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Hours that are to be summed, where everything is told until a time (microseconds since 1970): those that have changed since they were, then those that never
   * were, the newest first, from the first of which there is anything. None that has been over for less than a quarter of an hour, by the clock of the database:
   * from five minutes on changes are marked, by the same clock, and the last markouts are there by then.
   */
  async due(until_us: number, limit: number): Promise<number[]> {
    const found = await this.#pool.query<{ hour: number }>(DUE, [until_us, limit]);
    return found.rows.map(({ hour }) => hour);
  }

  /**
   * Sums an hour in the place of what was summed of it before, all in one transaction. Its marks go first: what is marked while rows are read stays marked.
   * Gives how many sums there are that tell everything apart.
   */
  sum(hour: number): Promise<number> {
    const from_us = hour * HOUR_US;
    const of = [from_us];
    return inTransaction(this.#pool, async (client) => {
      for (const sql of BEGUN) await client.query(sql);
      for (const sql of EMPTY) await client.query(sql, of);
      const full = (await this.#hasRows(client, from_us)) ? await this.#fill(client, from_us) : 0;
      await client.query(SUMMED, of);
      return full;
    });
  }

  /** Most hours of a week have nothing, and are through at once. */
  async #hasRows(client: pg.PoolClient, from_us: number): Promise<boolean> {
    const parameters = new Parameters();
    const { keys, times } = within([hourFrom(from_us)], parameters);
    const tables = ['routing_decisions', 'child_orders', 'executions'].map(
      (table) => `(select from ${table} where ${keys('id')})`,
    );
    const imported = [
      `(select from imported_routes where ${times('sent_at')})`,
      `(select from imported_executions where ${times('executed_at')})`,
    ];
    const sql = `select ${[...tables, ...imported].map((rows) => `exists ${rows}`).join(' or ')} as has`;
    return (await client.query<{ has: boolean }>(sql, parameters.values)).rows[0]?.has === true;
  }

  async #fill(client: pg.PoolClient, from_us: number): Promise<number> {
    const write = async (statement: typeof fullHourSql) => {
      const parameters = new Parameters();
      // The first parameter is the hour.
      parameters.add(from_us);
      const sql = statement(within([hourFrom(from_us)], parameters));
      return (await client.query(sql, parameters.values)).rowCount ?? 0;
    };
    const full = await write(fullHourSql);
    await client.query(LESS_HOUR, [from_us]);
    await write(fillHourSql);
    return full;
  }
}

function hourFrom(from_us: number): TimeWindow {
  return { from_us, to_us: from_us + HOUR_US };
}

/** The hours of a period whose sums are as their rows are, ascending. */
export async function summedHours(database: Database, { from_us, to_us }: TimeWindow): Promise<number[]> {
  const { rows } = await database.query<{ hours: number[] | null }>(SUMMED_HOURS, [from_us, to_us]);
  return rows[0]?.hours ?? [];
}

const NUMBER = (hour: string) => `(extract(epoch from ${hour}) / 3600)::int`;
const SUMMED_HOURS = `select array_agg(${NUMBER('h.hour')} order by h.hour) as hours from quality_hours h
where h.hour >= ${timestamp('$1')} and h.hour < ${timestamp('$2')} and not exists (select from quality_marks m where m.hour = h.hour)`;

/** An hour is some thousand rows whose orders are looked up one by one; the planner would rather read all orders there are. */
const BEGUN = [
  "select pg_advisory_xact_lock(hashtext('quality sums'))",
  'set local enable_hashjoin = off',
  'set local enable_mergejoin = off',
];
const OF_HOUR = `hour = ${timestamp('$1')}`;
const EMPTY = [
  `delete from quality_marks where ${OF_HOUR}`,
  `delete from quality_sums where ${OF_HOUR}`,
  `delete from quality_fill_sums where ${OF_HOUR}`,
];
const SUMMED = `insert into quality_hours (hour, made_at) values (${timestamp('$1')}, now()) on conflict (hour) do update set made_at = excluded.made_at`;

/** Marks of hours that were never summed say nothing new. */
const DUE = `
with first as (
  select date_trunc('hour', least(
    ${['routing_decisions', 'child_orders', 'executions'].map((table) => `(select made_at_of(id) from ${table} order by id limit 1)`).join(', ')},
    (select r.sent_at from imported_routes r join imported_batches b on b.id = r.batch_id where b.state = 'COMPLETE' order by r.sent_at limit 1)), 'UTC') as hour
), last as (
  select least(${timestamp('$1')}, now()) - interval '75 minutes' as hour
), hours as (
  select h.hour, 1 as turn from quality_hours h where exists (select from quality_marks m where m.hour = h.hour)
  union all
  select g.hour, 2 from first, last, generate_series(first.hour, last.hour, interval '1 hour') g(hour)
  where not exists (select from quality_hours h where h.hour = g.hour)
)
select ${NUMBER('hours.hour')} as hour from hours, last where hours.hour <= last.hour order by turn, hours.hour desc limit $2::int`;

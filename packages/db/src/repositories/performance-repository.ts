import type { Database } from '../pool.ts';
import { timestamp } from '../row-reading.ts';
import { jobDoneUntil, noteJobDone } from './job-progress.ts';
import { firstUuidV7 } from './uuid-range.ts';

const JOB = 'venue performance';
const HOUR_US = 3_600_000_000;

/** Rolls up what venues did, by hours that are read once or twice, and by days that are added up from hours. Times are microseconds since 1970. */
export class PerformanceRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Rolls up the hour that begins at a time, in the place of what was rolled up of it before; gives how many rows are new or changed. Parts belong to the hour
   * in which they were made, executions to that in which they were booked: their keys find them.
   */
  async rollUpHour(hour_us: number): Promise<number> {
    const keys = [firstUuidV7(hour_us), firstUuidV7(hour_us + HOUR_US)];
    return (await this.#database.query(HOUR, [hour_us, ...keys])).rowCount ?? 0;
  }

  /** Adds up the days (UTC) of some hours from all of their hours; gives how many rows are new or changed. */
  async rollUpDays(hours_us: readonly number[]): Promise<number> {
    return (await this.#database.query(DAYS, [hours_us])).rowCount ?? 0;
  }

  /** Up to when everything was rolled up; null before the first time. */
  doneUntil(): Promise<number | null> {
    return jobDoneUntil(this.#database, JOB);
  }

  done(until_us: number): Promise<void> {
    return noteJobDone(this.#database, JOB, until_us);
  }

  /** Deletes the hours that began before a time; their days stay. Gives how many rows. */
  async deleteHours(before_us: number): Promise<number> {
    const sql = `delete from venue_performance_hours where hour < ${timestamp('$1')}`;
    return (await this.#database.query(sql, [before_us])).rowCount ?? 0;
  }
}

const SUMS = `order_count, reject_count, sent_quantity, filled_quantity, answer_count, total_answer_ms, fill_count, total_quantity, total_notional, total_fees,
  total_price_improvement, total_slippage, total_reference, latency_count, total_latency_ms`;
const COLUMNS = SUMS.split(',').map((name) => name.trim());
const sumsOf = (columns: readonly string[], write: (column: string) => string) => columns.map(write).join(', ');

/** A row whose executions were all taken back says 0: it stays, so that its day loses them too. */
const HOUR = `
with sent as (
  select c.venue_id, o.instrument_id as symbol, count(*) as order_count, count(*) filter (where c.state = 'REJECTED') as reject_count,
    sum(c.quantity) as sent_quantity, sum(c.filled_quantity) as filled_quantity, count(c.acked_at) as answer_count,
    sum(extract(epoch from c.acked_at - c.sent_at) * 1000) as total_answer_ms
  from child_orders c join orders o on o.id = c.order_pk
  where c.id >= $2::uuid and c.id < $3::uuid and c.sent_at is not null
  group by 1, 2
), traded as (
  select e.venue_id, o.instrument_id as symbol, count(*) as fill_count, sum(e.quantity) as total_quantity, sum(e.quantity * e.price) as total_notional,
    sum(e.fee) as total_fees, sum(e.quantity * o.arrival_mid * e.price_improvement_bps / 10000) as total_price_improvement,
    sum(e.quantity * case o.side when 'BUY' then 1 else -1 end * (e.price - o.arrival_mid)) as total_slippage,
    sum(e.quantity * o.arrival_mid) as total_reference, count(e.latency_us) as latency_count, sum(e.latency_us::numeric) / 1000 as total_latency_ms
  from executions e join orders o on o.id = e.order_pk
  where e.id >= $2::uuid and e.id < $3::uuid
  group by 1, 2
)
insert into venue_performance_hours as h (venue_id, symbol, hour, ${SUMS})
select venue_id, symbol, ${timestamp('$1')}, ${sumsOf(COLUMNS, (column) => `coalesce(${column}, 0)`)}
from sent full join traded using (venue_id, symbol)
  full join (select venue_id, symbol from venue_performance_hours where hour = ${timestamp('$1')}) known using (venue_id, symbol)
on conflict (venue_id, symbol, hour) do update set ${sumsOf(COLUMNS, (column) => `${column} = excluded.${column}`)}
where (${sumsOf(COLUMNS, (column) => `h.${column}`)}) is distinct from (${sumsOf(COLUMNS, (column) => `excluded.${column}`)})`;

/** What a day keeps of its hours as it is, and its average time. */
const KEPT = COLUMNS.filter((column) => !column.includes('latency'));
const DAYS = `
insert into venue_performance as p (venue_id, symbol, date, ${KEPT.join(', ')}, avg_latency_ms)
select h.venue_id, h.symbol, d.date, ${sumsOf(KEPT, (column) => `sum(h.${column})`)}, sum(h.total_latency_ms) / nullif(sum(h.latency_count), 0)
from (select distinct (to_timestamp(hour_us / 1000000) at time zone 'UTC')::date as date from unnest($1::float8[]) as hour_us) d
join venue_performance_hours h on h.hour >= d.date::timestamp at time zone 'UTC' and h.hour < (d.date + 1)::timestamp at time zone 'UTC'
group by h.venue_id, h.symbol, d.date
on conflict (venue_id, symbol, date) do update set ${sumsOf([...KEPT, 'avg_latency_ms'], (column) => `${column} = excluded.${column}`)}
where (${sumsOf([...KEPT, 'avg_latency_ms'], (column) => `p.${column}`)})
  is distinct from (${sumsOf([...KEPT, 'avg_latency_ms'], (column) => `excluded.${column}`)})`;

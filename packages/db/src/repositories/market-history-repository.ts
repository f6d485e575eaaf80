import type { Print } from '@fairlead/core/analytics/benchmark';
import {
  type HistoryMinute,
  type HistoryScale,
  type MarketChange,
  MINUTE_US,
  minuteOf,
} from '@fairlead/core/market/history/history-minute';
import type { TapeRow } from '@fairlead/core/market/history/market-tape';
import { marketAt, readMinute } from '@fairlead/core/market/history/minute-reader';
import { isSameShown } from '@fairlead/core/market/history/shown-market';
import type { LastSale } from '@fairlead/core/market/venue-news';
import { powerOfTen } from '@fairlead/core/money/scaled';
import type { Database } from '../pool.ts';
import { microseconds, timestamp } from '../row-reading.ts';

/** A question for what an instrument's market showed at a time in microseconds since 1970. */
export interface AskedMarket {
  readonly instrumentId: string;
  readonly atUs: number;
}

/** The market of then, at the scale that its row keeps. */
export interface KnownMarket {
  readonly market: MarketChange;
  readonly scale: HistoryScale;
}

/** A time of which everything is known, from included, until excluded: the first change is what stood at its beginning. */
export interface KnownSpan {
  readonly fromUs: number;
  readonly untilUs: number;
  readonly scale: HistoryScale;
  readonly changes: readonly MarketChange[];
}

interface StoredRow {
  readonly instrument_id: string;
  readonly from_us: number;
  readonly until_us: number;
  readonly changes: Buffer;
}

/** A row of the history as it was written, with the time until which it knows everything; it lies in one minute. */
export interface KnownMinute extends HistoryMinute {
  readonly untilUs: number;
}

/** What was printed, and of which times everything that was printed is known. */
export interface Printed {
  readonly known: readonly KnownTime[];
  readonly prints: readonly Print[];
}

/** A time of which everything is known, from included, until excluded. */
export type KnownTime = Pick<KnownSpan, 'fromUs' | 'untilUs'>;

/** Keeps what markets showed, and tells it: what no row covers is not known. */
export class MarketHistoryRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Writes rows; one that is there is replaced where more is known by now. */
  async write(rows: readonly TapeRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#database.query(WRITE, [
      rows.map((row) => row.instrumentId),
      rows.map((row) => row.fromUs),
      rows.map((row) => row.untilUs),
      rows.map((row) => row.unknown?.sinceUs ?? null),
      rows.map((row) => row.unknown?.because ?? null),
      rows.map((row) => Buffer.from(row.bytes)),
    ]);
  }

  /** Up to when each instrument's market is known, in microseconds since 1970; of those that any row since a time is of. */
  async knownUntil(since_us: number): Promise<Map<string, number>> {
    const result = await this.#database.query<{ instrument_id: string; until_us: number }>(
      `select instrument_id, max(${microseconds('until_at')}) as until_us from market_history
       where from_at >= ${timestamp('$1')} group by instrument_id`,
      [since_us],
    );
    return new Map(result.rows.map((row) => [row.instrument_id, row.until_us]));
  }

  /** The market that each question asks for, in their order; null where nothing is known of that time. Throws for a row that cannot be read. */
  async marketsAt(asked: readonly AskedMarket[]): Promise<(KnownMarket | null)[]> {
    const minutes = new Map(asked.map((each) => [keyOf(each), each]));
    const rows = await this.#rowsOf([...minutes.values()]);
    return asked.map((each) => {
      const row = rows.get(keyOf(each))?.findLast(({ fromUs }) => fromUs <= each.atUs);
      if (row === undefined || each.atUs >= row.untilUs) return null;
      const market = marketAt(row, each.atUs);
      return market === null ? null : { market, scale: row.scale };
    });
  }

  /** What an instrument's market showed from a time on and before another: one span for all that is known without a gap. */
  async changesBetween(instrumentId: string, fromUs: number, toUs: number): Promise<KnownSpan[]> {
    const spans: KnownSpan[] = [];
    for (const row of await this.minutesBetween(instrumentId, fromUs, toUs)) {
      const cut = cutTo(row, fromUs, toUs);
      const before = spans.at(-1);
      if (cut === null) continue;
      if (before?.untilUs === cut.fromUs) spans[spans.length - 1] = joined(before, cut);
      else spans.push(cut);
    }
    return spans;
  }

  /** The rows of an instrument that lie in the minute of a time or later and begin before another, in order. Throws for a row that cannot be read. */
  async minutesBetween(instrumentId: string, fromUs: number, toUs: number): Promise<KnownMinute[]> {
    const result = await this.#database.query<StoredRow>(
      `select ${COLUMNS} from market_history m
       where m.instrument_id = $1 and m.from_at >= ${timestamp('$2')} and m.from_at < ${timestamp('$3')} order by m.from_at`,
      [instrumentId, minuteOf(fromUs), toUs],
    );
    return result.rows.map(readRow);
  }

  /** What was printed from a time on and before another, in order, and the times of which that is known. */
  async printsBetween(instrumentId: string, fromUs: number, toUs: number): Promise<Printed> {
    const rows = await this.minutesBetween(instrumentId, fromUs, toUs);
    const known: KnownTime[] = [];
    for (const row of rows) {
      const time = { fromUs: Math.max(row.fromUs, fromUs), untilUs: Math.min(row.untilUs, toUs) };
      const before = known.at(-1);
      if (before?.untilUs === time.fromUs) known[known.length - 1] = { ...before, untilUs: time.untilUs };
      else if (time.fromUs < time.untilUs) known.push(time);
    }
    const prints = rows.flatMap(({ lastSales, scale }) => lastSales.map((sale) => printOf(sale, scale)));
    return { known, prints: prints.filter(({ atUs }) => atUs >= fromUs && atUs < toUs) };
  }

  /** The times between two that are known without a gap, in order; what was shown then is not read, so that months are answered as fast as minutes. */
  async knownBetween(instrumentId: string, fromUs: number, toUs: number): Promise<KnownTime[]> {
    const result = await this.#database.query<{ from_us: number; until_us: number }>(KNOWN_TIMES, [
      instrumentId,
      minuteOf(fromUs),
      toUs,
    ]);
    return result.rows
      .map((row) => ({ fromUs: Math.max(row.from_us, fromUs), untilUs: Math.min(row.until_us, toUs) }))
      .filter((known) => known.fromUs < known.untilUs);
  }

  /** Makes the daily partitions from the day of a time to so many days later; gives how many were missing. */
  async ensurePartitions(from_us: number, daysAhead: number): Promise<number> {
    const result = await this.#database.query<{ made: number }>(
      `select ensure_market_history_partitions(${timestamp('$1')}, $2) as made`,
      [from_us, daysAhead],
    );
    return result.rows[0]?.made ?? 0;
  }

  /** Drops the days that ended before a time, one after the other; gives how many. */
  async dropPartitions(before_us: number): Promise<number> {
    for (let dropped = 0; ; dropped++) {
      const result = await this.#database.query<{ name: string | null }>(
        `select drop_market_history_partition(${timestamp('$1')}) as name`,
        [before_us],
      );
      if (result.rows[0]?.name == null) return dropped;
    }
  }

  /** The rows of the minutes that are asked for, read, by minute. */
  async #rowsOf(asked: readonly AskedMarket[]): Promise<Map<string, KnownMinute[]>> {
    if (asked.length === 0) return new Map();
    const result = await this.#database.query<StoredRow>(ROWS_OF_MINUTES, [
      asked.map((each) => each.instrumentId),
      asked.map((each) => minuteOf(each.atUs)),
    ]);
    const found = new Map<string, KnownMinute[]>();
    for (const stored of result.rows) {
      const key = keyOf({ instrumentId: stored.instrument_id, atUs: stored.from_us });
      found.set(key, [...(found.get(key) ?? []), readRow(stored)]);
    }
    return found;
  }
}

function keyOf({ instrumentId, atUs }: AskedMarket): string {
  return `${minuteOf(atUs)} ${instrumentId}`;
}

function printOf({ atUs, price, quantity, condition }: LastSale, scale: HistoryScale): Print {
  const inE8 = (value: number, decimals: number) => BigInt(value) * BigInt(powerOfTen(8 - decimals));
  const priceE8 = inE8(price, scale.priceDecimals);
  return { atUs, priceE8, quantityE8: inE8(quantity, scale.quantityDecimals), condition };
}

function readRow(stored: StoredRow): KnownMinute {
  const read = readMinute(stored.changes);
  if (read.ok) return { ...read.value, untilUs: stored.until_us };
  throw new Error(`the history of ${stored.instrument_id} from ${stored.from_us} cannot be read: ${read.error}`);
}

/** What of a row lies between two times; null where nothing does. */
function cutTo(row: KnownMinute, fromUs: number, toUs: number): KnownSpan | null {
  const [beginsUs, endsUs] = [Math.max(row.fromUs, fromUs), Math.min(row.untilUs, toUs)];
  const standing = marketAt(row, beginsUs);
  if (beginsUs >= endsUs || standing === null) return null;
  const later = row.changes.filter(({ atUs }) => atUs > beginsUs && atUs < endsUs);
  return { fromUs: beginsUs, untilUs: endsUs, scale: row.scale, changes: [{ ...standing, atUs: beginsUs }, ...later] };
}

/** What stood at the end of a row begins the next, and is no change then. */
function joined(before: KnownSpan, next: KnownSpan): KnownSpan {
  const [last, first] = [before.changes.at(-1), next.changes[0]];
  const goesOn = last !== undefined && first !== undefined && isSameShown(last, first);
  return { ...before, untilUs: next.untilUs, changes: [...before.changes, ...next.changes.slice(goesOn ? 1 : 0)] };
}

const COLUMNS = `m.instrument_id, ${microseconds('m.from_at')} as from_us, ${microseconds('m.until_at')} as until_us, m.changes`;

const WRITE = `
insert into market_history as t (instrument_id, from_at, until_at, unknown_since, unknown_because, changes)
select instrument_id, to_timestamp(from_us / 1000000), to_timestamp(until_us / 1000000), to_timestamp(unknown_us / 1000000), because, changes
from unnest($1::text[], $2::float8[], $3::float8[], $4::float8[], $5::text[], $6::bytea[])
  as r(instrument_id, from_us, until_us, unknown_us, because, changes)
on conflict (instrument_id, from_at) do update set until_at = excluded.until_at, changes = excluded.changes
where t.until_at < excluded.until_at`;

/** Each row lies in one minute, so the minutes of the times find them all. */
const ROWS_OF_MINUTES = `
select ${COLUMNS}
from unnest($1::text[], $2::float8[]) as a(instrument_id, minute_us)
cross join lateral (
  select * from market_history h where h.instrument_id = a.instrument_id
    and h.from_at >= to_timestamp(a.minute_us / 1000000) and h.from_at < to_timestamp((a.minute_us + ${MINUTE_US}) / 1000000)
) m
order by m.from_at`;

/** Rows that follow each other without a gap are one time: a new one begins where a row does not begin with the end of the one before. */
const KNOWN_TIMES = `
select ${microseconds('min(from_at)')} as from_us, ${microseconds('max(until_at)')} as until_us
from (
  select from_at, until_at, count(*) filter (where is_new) over (order by from_at) as span
  from (
    select from_at, until_at, from_at is distinct from lag(until_at) over (order by from_at) as is_new
    from market_history
    where instrument_id = $1 and from_at >= ${timestamp('$2')} and from_at < ${timestamp('$3')}
  ) h
) s
group by span order by span`;

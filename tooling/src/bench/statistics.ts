import { loadavg } from 'node:os';
import { MINUTE_US } from '@fairlead/core/market/history/history-minute';
import { writeMinute } from '@fairlead/core/market/history/minute-writer';
import { shownDoubleMid } from '@fairlead/core/market/history/shown-market';
import { weekdayOf } from '@fairlead/core/market/new-york-time';
import { price, quantity } from '@fairlead/core/money/units';
import { markoutOf } from '@fairlead/core/quality/markout';
import { MARKOUT_HORIZONS } from '@fairlead/core/quality/settings';
import { createPool } from '@fairlead/db/pool';
import { ExecutionQualityRepository } from '@fairlead/db/repositories/execution-quality-repository';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import { PerformanceRepository } from '@fairlead/db/repositories/performance-repository';
import { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { QualitySumsRepository } from '@fairlead/db/repositories/quality-sums-repository';
import { makeOrders } from '@fairlead/db/testing/made-orders';
import { query } from '@fairlead/db/testing/query';
import { withOwnDatabase } from '../start/own-database.ts';
import { atMost, type Benchmark, type Findings, figure } from './benchmark.ts';
import { childrenOf, countsCpu } from './process-cpu.ts';

const EXECUTIONS_A_SECOND = 5_000;
const OPEN_MS = 300_000;
/** Of which about so many executions come. */
const EXECUTIONS_AN_ORDER = 1.8;
const ORDERS = Math.round((EXECUTIONS_A_SECOND * OPEN_MS) / 1_000 / EXECUTIONS_AN_ORDER);
const DAY_MS = 86_400_000;
const HOUR_US = 3_600_000_000;
/** How often the jobs read an execution: each minute three times over, each hour in the quarters that it grows by, once whole, and a last time a day later. */
const READ_BY_STATISTICS = 3;
const READ_BY_PERFORMANCE = 4.5;
/** Runs every half minute look again at the two minutes before. */
const LOOKED_AT_AGAIN = 4;

/**
 * What the jobs of the worker take of one core where 5,000 executions a second come in for five minutes: venue statistics by minutes, venue performance by hours,
 * and markouts at five horizons, by the statements that they run; and what it takes to ask for execution quality over all of it, from rows and from sums. Under 1 they keep up,
 * since they run one after the other; sums may come later than the rest, since what is not summed is read row by row.
 */
export const statistics: Benchmark = ({ progress, orders = ORDERS }) =>
  withOwnDatabase(async (databaseUrl, serverPid) => {
    const days = daysSinceWeekday();
    await makeOrders({ databaseUrl, orders, days, openMs: OPEN_MS, progress });
    const pool = createPool(databaseUrl, { max: 3, onError: () => undefined });
    try {
      // The made orders name venues that this installation does not have.
      for (const table of ['venue_performance', 'venue_performance_hours'])
        await query(databaseUrl, `alter table ${table} drop constraint ${table}_venue_id_fkey`);
      const made = await madeTime(pool);
      await showMarkets(pool, made, progress);
      progress(`${made.executions} executions, load ${loadavg()[0]?.toFixed(1)}`);
      return await measure(pool, made, { serverPid, progress });
    } finally {
      await pool.end();
    }
  });

/** How many days ago it was a weekday: the orders are all of that one. */
function daysSinceWeekday(): number {
  const today = Math.floor(Date.now() / DAY_MS);
  const back = [0, 1, 2].find((days) => weekdayOf(today - days) % 6 !== 0);
  return back ?? 0;
}

type Pool = ReturnType<typeof createPool>;

interface Made {
  readonly fromUs: number;
  readonly toUs: number;
  readonly executions: number;
  readonly symbols: readonly string[];
}

async function madeTime(pool: Pool): Promise<Made> {
  const sql = `select (extract(epoch from min(executed_at)) * 1000000)::float8 as "fromUs", (extract(epoch from max(executed_at)) * 1000000)::float8 as "toUs",
    count(*)::int as executions from executions`;
  const { rows } = await pool.query<Made>(sql);
  const symbols = await pool.query<{ symbol: string }>('select distinct instrument_id as symbol from orders');
  const [made] = rows;
  if (made === undefined) throw new Error('no executions were made');
  return { ...made, symbols: symbols.rows.map(({ symbol }) => symbol) };
}

/** A market that moves every second in each symbol, from before the executions to after their last horizon. */
async function showMarkets(
  pool: Pool,
  { fromUs, toUs, symbols }: Made,
  progress: (line: string) => void,
): Promise<void> {
  progress(`showing the markets of ${symbols.length} symbols`);
  const history = new MarketHistoryRepository(pool);
  await history.ensurePartitions(fromUs, 1);
  const scale = { priceDecimals: 2, quantityDecimals: 0 };
  for (let at = Math.floor(fromUs / MINUTE_US) * MINUTE_US; at < toUs + 6 * MINUTE_US; at += MINUTE_US) {
    const changes = Array.from({ length: 60 }, (_, second) => marketOf(at + second * 1_000_000, second));
    const bytes = writeMinute({ fromUs: at, scale, changes, lastSales: [], statuses: [] });
    const row = { fromUs: at, untilUs: at + MINUTE_US, unknown: null, bytes };
    await history.write(symbols.map((instrumentId) => ({ instrumentId, ...row })));
  }
}

function marketOf(atUs: number, second: number) {
  const side = (cents: number) => ({ price: price(cents), size: quantity(200) });
  const believed = { isBidBelieved: true, isAskBelieved: true };
  return {
    ...{ atUs, state: 'NORMAL' as const, ...believed, oddBid: null, oddAsk: null },
    bid: side(10_000 + (second % 7)),
    ask: side(10_002 + (second % 7)),
  };
}

interface Measuring {
  /** The database's first process, whose children work for us. */
  readonly serverPid: number;
  readonly progress: (line: string) => void;
}

async function measure(pool: Pool, made: Made, { serverPid, progress }: Measuring): Promise<Findings> {
  const seconds = async (name: string, work: () => Promise<unknown>) => {
    const begun = usedSeconds(serverPid);
    await work();
    const used = usedSeconds(serverPid) - begun;
    progress(`${name}: ${used.toFixed(1)} s of CPU`);
    return used;
  };
  const byMinutes = await seconds('venue statistics', () => statisticsOf(pool, made));
  const byHours = await seconds('venue performance', () => performanceOf(pool, made));
  const marks = await seconds('markouts', () => markAll(pool, made));
  const again = await seconds('markouts once more', () => markAll(pool, made));
  const byRows = await seconds('execution quality from rows', () => qualityOf(pool, made));
  const sums = await seconds('sums of execution quality', () => sumAll(pool, made));
  const bySums = await seconds('execution quality from sums', () => qualityOf(pool, made));
  const lasting = made.executions / EXECUTIONS_A_SECOND;
  const share =
    (READ_BY_STATISTICS * byMinutes + READ_BY_PERFORMANCE * byHours + marks + LOOKED_AT_AGAIN * again) / lasting;
  const n = made.executions;
  return {
    metrics: [
      figure('venue statistics, each minute once', 'executions a second of CPU', { value: n / byMinutes, n }),
      figure('venue performance, each hour once', 'executions a second of CPU', { value: n / byHours, n }),
      figure('markouts at five horizons', 'executions a second of CPU', { value: n / marks, n }),
      figure('markouts, nothing new', 'executions a second of CPU', { value: n / again, n }),
      figure('sums of execution quality, each hour once', 'executions a second of CPU', { value: n / sums, n }),
      figure('execution quality by venue, from rows', 'seconds of CPU', { value: byRows, n }),
      figure('execution quality by venue, from sums', 'seconds of CPU', { value: bySums, n }),
    ],
    ratios: [atMost('cores that the jobs take at 5,000 executions/s', share, 1)],
  };
}

/** What this process and the database have used of cores, so that a busy machine changes little; the time of day where a machine does not tell. */
function usedSeconds(serverPid: number): number {
  if (!countsCpu) return performance.now() / 1_000;
  const { user, system } = process.cpuUsage();
  const { running, endedUs } = childrenOf(serverPid);
  return (user + system + endedUs + running.reduce((sum, { cpuUs }) => sum + cpuUs, 0)) / 1_000_000;
}

async function statisticsOf(pool: Pool, { fromUs, toUs }: Made): Promise<void> {
  const quality = new QualityRepository(pool);
  for (let from_us = Math.floor(fromUs / MINUTE_US) * MINUTE_US; from_us < toUs; from_us += MINUTE_US)
    await quality.takingStatistics({ from_us, to_us: from_us + MINUTE_US });
}

async function performanceOf(pool: Pool, { fromUs, toUs }: Made): Promise<void> {
  const repository = new PerformanceRepository(pool);
  const hours: number[] = [];
  for (let hour = Math.floor(fromUs / HOUR_US) * HOUR_US; hour < toUs; hour += HOUR_US) hours.push(hour);
  for (const hour of hours) await repository.rollUpHour(hour);
  await repository.rollUpDays(hours);
}

/** As the job does it, a minute and a horizon at a time. */
async function markAll(pool: Pool, { fromUs, toUs }: Made): Promise<void> {
  const [marks, history] = [new MarkoutRepository(pool), new MarketHistoryRepository(pool)];
  for (const { horizon, afterUs } of MARKOUT_HORIZONS)
    for (let from_us = Math.floor(fromUs / MINUTE_US) * MINUTE_US; from_us < toUs; from_us += MINUTE_US) {
      const executions = await marks.unmarked(horizon, { from_us, to_us: from_us + MINUTE_US });
      const asked = executions.map(({ instrumentId, executedAtUs }) => ({
        instrumentId,
        atUs: executedAtUs + afterUs,
      }));
      const markets = await history.marketsAt(asked);
      const rows = executions.flatMap((execution, at) => {
        const known = markets[at] ?? null;
        const doubleMid = known === null ? null : shownDoubleMid(known.market);
        if (known === null || doubleMid === null) return [];
        const later = { doubleMid, priceDecimals: known.scale.priceDecimals };
        return [{ executionId: execution.executionId, ...markoutOf(execution, later) }];
      });
      await marks.write(horizon, rows);
    }
}

async function sumAll(pool: Pool, { fromUs, toUs }: Made): Promise<void> {
  const sums = new QualitySumsRepository(pool);
  for (let hour = Math.floor(fromUs / HOUR_US); hour * HOUR_US < toUs; hour += 1) await sums.sum(hour);
}

async function qualityOf(pool: Pool, { fromUs, toUs }: Made): Promise<void> {
  const all = { clientId: null, venueId: null, instrumentId: null, objective: null, size: null, simulated: false };
  const filter = {
    ...all,
    sources: ['ROUTED'] as const,
    from_us: Math.floor(fromUs / HOUR_US) * HOUR_US,
    to_us: Math.ceil(toUs / HOUR_US) * HOUR_US,
  };
  await new ExecutionQualityRepository(pool).figures(filter, ['VENUE']);
}

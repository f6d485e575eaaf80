import { loadavg } from 'node:os';
import { createPool, type Database } from '@fairlead/db/pool';
import { decisionList } from '@fairlead/db/repositories/decision-list';
import { OrderList } from '@fairlead/db/repositories/order-list';
import { Search } from '@fairlead/db/repositories/search';
import { makeOrders } from '@fairlead/db/testing/made-orders';
import { withOwnDatabase } from '../start/own-database.ts';
import { atMost, type Benchmark, compared, distribution, type Findings, figure, type Metric } from './benchmark.ts';
import { type ListQuery, type Lists, listQueries, type Sample } from './lists/list-queries.ts';
import { writePage } from './lists/page.ts';
import { writePlans } from './lists/plans.ts';

const ORDERS = 10_000_000;
const DAYS = 92;
const ROUNDS = 40;
const P95_MS_MAX = 200;
const CSV_ROWS = 200_000;
const CSV_STEP = 2_000;

/**
 * The lists of the console over a database of ten million orders: every filter and sort that they offer, timed as the console asks them, and the plan of
 * the slowest statement of each beside the results. `--orders` makes fewer, `--database` measures one that was made before.
 */
export const lists: Benchmark = ({ progress, database, orders = ORDERS }) => {
  if (database !== undefined) return measure(database, { progress, madeMinutes: 0 });
  return withOwnDatabase(async (databaseUrl) => {
    const begun = performance.now();
    await makeOrders({ databaseUrl, orders, days: DAYS, progress });
    return measure(databaseUrl, { progress, madeMinutes: (performance.now() - begun) / 60_000 });
  });
};

interface Measuring {
  readonly progress: (line: string) => void;
  readonly madeMinutes: number;
}

async function measure(databaseUrl: string, { progress, madeMinutes }: Measuring): Promise<Findings> {
  const pool = createPool(databaseUrl, { max: 5, onError: () => undefined });
  try {
    const queries = listQueries(await sampleOf(pool));
    const timed = await timeAll(pool, queries, progress);
    await writePlans(pool, { queries, progress });
    const found = findings({ timed, csv: await csvRate(pool), rows: await counts(pool), madeMinutes });
    await writePage({ ...found, rounds: ROUNDS, p95MsMax: P95_MS_MAX });
    return found;
  } finally {
    await pool.end();
  }
}

function listsOf(database: Database): Lists {
  return {
    orders: new OrderList(database, null),
    decisions: decisionList(database, null),
    search: new Search(database, null),
  };
}

interface Timed {
  readonly name: string;
  readonly ms: readonly number[];
}

/** Each query in turn, round by round, so that none has the caches to itself. */
async function timeAll(
  pool: Database,
  queries: readonly ListQuery[],
  progress: (line: string) => void,
): Promise<Timed[]> {
  const timed = queries.map(({ name }) => ({ name, ms: [] as number[] }));
  const asked = listsOf(pool);
  for (let round = 0; round < ROUNDS; round++) {
    progress(`round ${round + 1} of ${ROUNDS} over ${queries.length} queries, load ${loadavg()[0]?.toFixed(1)}`);
    for (const [index, query] of queries.entries()) {
      const begun = performance.now();
      await query.ask(asked);
      timed[index]?.ms.push(performance.now() - begun);
    }
  }
  return timed;
}

/** Rows a second of the longest list, as a file reads it. */
async function csvRate(pool: Database): Promise<number> {
  const { orders } = listsOf(pool);
  const begun = performance.now();
  let cursor: string | null = null;
  for (let rows = 0; rows < CSV_ROWS; rows += CSV_STEP) {
    const page = await orders.page({}, { sortedBy: 'time', direction: 'desc', limit: CSV_STEP, cursor });
    if (!page.ok || page.value.next === null) break;
    cursor = page.value.next;
  }
  return CSV_ROWS / ((performance.now() - begun) / 1_000);
}

async function counts(pool: Database): Promise<Record<string, number>> {
  const sql = `select p.relname as name, sum(c.reltuples)::float8 as n from pg_inherits i join pg_class p on p.oid = i.inhparent
    join pg_class c on c.oid = i.inhrelid where p.relname in ('orders', 'routing_decisions', 'child_orders', 'executions') group by 1`;
  const { rows } = await pool.query<{ name: string; n: number }>(sql);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

async function sampleOf(pool: Database): Promise<Sample> {
  const sql = `with middle as (select first_uuid_of(now() - interval '40 days') as key)
    select o.id as "orderPk", o.order_id as "orderId", (select d.id from routing_decisions d where d.order_pk = o.id limit 1) as "decisionId",
      extract(epoch from date_trunc('day', o.created_at))::float8 * 1000000 as "dayUs",
      extract(epoch from date_trunc('month', o.created_at))::float8 * 1000000 as "monthUs"
    from orders o, middle where o.id > middle.key and o.state = 'FILLED' order by o.id limit 1`;
  const { rows } = await pool.query<Omit<Sample, 'day' | 'month' | 'deep'> & { dayUs: number; monthUs: number }>(sql);
  const [found] = rows;
  if (found === undefined) throw new Error('there are no orders');
  const dayUs = 86_400_000_000;
  return {
    ...found,
    day: { fromUs: found.dayUs, toUs: found.dayUs + dayUs },
    month: { fromUs: found.monthUs, toUs: found.monthUs + 30 * dayUs },
    deep: found.orderPk,
  };
}

interface Measured {
  readonly timed: readonly Timed[];
  readonly csv: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly madeMinutes: number;
}

function findings({ timed, csv, rows, madeMinutes }: Measured): Findings {
  const metrics: Metric[] = timed.map(({ name, ms }) => ({ ...distribution(name, 'ms', ms), p95: p95(ms) }));
  const slowest = Math.max(...timed.map(({ ms }) => p95(ms)));
  return {
    metrics: [
      ...metrics,
      figure('orders as a file', 'rows/s', { value: csv, n: CSV_ROWS }),
      figure('making the database', 'min', { value: madeMinutes, n: 1 }),
      figure('load of the machine at the end', 'processes', { value: loadavg()[0] ?? 0, n: 1 }),
      ...Object.entries(rows).map(([name, n]) => figure(name, 'rows', { value: n, n: 1 })),
    ],
    ratios: [
      atMost(`p95 of the slowest query / ${P95_MS_MAX} ms`, slowest / P95_MS_MAX, 1),
      compared(`queries whose p95 is above ${P95_MS_MAX} ms`, timed.filter(({ ms }) => p95(ms) > P95_MS_MAX).length),
    ],
  };
}

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)] ?? 0;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool } from '@fairlead/db/pool';
import { IndexMembersRepository, SP500 } from '@fairlead/db/repositories/index-members-repository';
import { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import type { ReportRequest, ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { makeOrders } from '@fairlead/db/testing/made-orders';
import { makeSums } from '@fairlead/db/testing/made-sums';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { environmentForTools } from '../env.ts';
import { ROOT } from '../root.ts';
import { withOwnDatabase } from '../start/own-database.ts';
import { Service } from '../start/service.ts';
import { atMost, type Benchmark, type Findings, figure } from './benchmark.ts';

import { peakMib } from './process-memory.ts';

/** Two thirds of them are of the quarter that the last day is of, at the end of November, and three of ten are simulated: a million is what its report tells of. */
const ORDERS = 2_250_000;
const DAYS = 92;
/** With what is canceled and routed again three executions an order. */
const PARTS_MOST = 6;
const LOOK_EVERY_MS = 100;
const QUARTER_SECONDS_MAX = 60;
const CUSTOMER_MONTH_SECONDS_MAX = 10;
const QUARTER_MIB_MAX = 1_024;
const BD = 'Meridian Securities LLC';
const WORKER = join(ROOT, 'apps/worker/dist/main.js');

/**
 * How long reports take, from the moment at which the worker begins one until its files are kept, over a million orders in a quarter, of 120 clients: the public
 * one of the quarter, and those to a customer with some hundreds of orders and to the largest client as a whole. Each run is reconciled: the orders were made
 * without a journal, but with the sums that it would have of them.
 */
export const reports: Benchmark = ({ progress, database, orders = ORDERS }) => {
  if (database !== undefined) return measure(database, progress);
  return withOwnDatabase(async (databaseUrl) => {
    await makeOrders({ databaseUrl, orders, days: DAYS, partsMost: PARTS_MOST, progress });
    progress('adding them up, as the journal would');
    await makeSums(databaseUrl);
    return measure(databaseUrl, progress);
  });
};

async function measure(databaseUrl: string, progress: (line: string) => void): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-reports-'));
  const pool = createPool(databaseUrl, { max: 2, onError: () => undefined });
  const worker = Service.start({
    name: 'worker',
    args: [WORKER],
    cwd: folder,
    env: { ...environmentForTools(), DATABASE_URL: databaseUrl, WORKER_PORT: '0' },
    logPath: join(folder, 'worker.log'),
  });
  try {
    return await timeAll(pool, worker.pid, progress);
  } finally {
    await worker.stop();
    await pool.end();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Asked {
  readonly name: string;
  readonly request: ReportRequest;
}

async function timeAll(
  pool: ReturnType<typeof createPool>,
  workerPid: number,
  progress: (line: string) => void,
): Promise<Findings> {
  await new IndexMembersRepository(pool).load(SP500, [{ asOf: '2000-01-01', symbols: ['AAPL', 'MSFT', 'NVDA'] }]);
  const timed = [];
  for (const { name, request } of await requests(pool)) {
    progress(`${name}, load ${loadavg()[0]?.toFixed(1)}`);
    timed.push({ name, ...(await timeRun(pool, request)), mib: peakMib(workerPid) });
  }
  const [quarter, month] = timed;
  return {
    metrics: [
      ...timed.map(({ name, seconds, items }) => figure(name, 's', { value: seconds, n: items })),
      ...timed.map(({ name, mib }) => figure(`most memory of the worker up to ${name}`, 'MiB', { value: mib, n: 1 })),
      figure('load of the machine at the end', 'processes', { value: loadavg()[0] ?? 0, n: 1 }),
    ],
    ratios: [
      atMost('(a)(1) of the quarter, seconds', quarter?.seconds ?? Number.POSITIVE_INFINITY, QUARTER_SECONDS_MAX),
      atMost('(a)(1) of the quarter, MiB', quarter?.mib ?? Number.POSITIVE_INFINITY, QUARTER_MIB_MAX),
      atMost(
        '(b)(3) of a month for a customer, seconds',
        month?.seconds ?? Number.POSITIVE_INFINITY,
        CUSTOMER_MONTH_SECONDS_MAX,
      ),
    ],
  };
}

/** The quarter of the last day, the last whole month, and the half year that ends with it. */
async function requests(pool: ReturnType<typeof createPool>): Promise<Asked[]> {
  const { rows } = await pool.query<{
    month: string;
    half: string;
    to: string;
    quarter: string;
    quarter_end: string;
    client_id: string;
    customer_id: string;
  }>(SAMPLE);
  const [of] = rows;
  if (of === undefined) throw new Error('no orders were made');
  const customer = { client_id: of.client_id, customer_id: of.customer_id };
  const client = { client_id: of.client_id, customer_id: null };
  const asked = (name: string, kind: ReportRequest['kind'], from: string, whose: object): Asked => ({
    name,
    request: {
      ...{ kind, period_from: from, period_to: of.to, simulated: false },
      parameters: { bd: BD, customer: 'Measured', ...whose },
    },
  });
  const quarter = { period_from: of.quarter, period_to: of.quarter_end, simulated: false };
  return [
    {
      name: '(a)(1) of the quarter',
      request: { kind: 'RULE_606_A1', ...quarter, parameters: { bd: BD, crd: '123456' } },
    },
    asked('(b)(3) of a month for a customer', 'RULE_606_B3', of.month, customer),
    asked('(b)(3) of half a year for a customer', 'RULE_606_B3', of.half, customer),
    asked('(b)(1) of half a year for a customer', 'RULE_606_B1', of.half, customer),
    asked('(b)(3) of half a year for the largest client', 'RULE_606_B3', of.half, client),
    asked('(b)(1) of half a year for the largest client', 'RULE_606_B1', of.half, client),
  ];
}

async function timeRun(
  pool: ReturnType<typeof createPool>,
  request: ReportRequest,
): Promise<{ seconds: number; items: number }> {
  const runs = new ReportRunRepository(pool);
  const { id } = (await runs.create(request, personWriter('bench', Date.now() * 1_000))).done;
  const begun = await atState(runs, id, ['RUNNING', 'DONE', 'FAILED']);
  const ended = await atState(runs, id, ['DONE', 'FAILED']);
  if (ended.run.state === 'FAILED') throw new Error(`the report failed: ${ended.run.error}`);
  return { seconds: (ended.atMs - begun.atMs) / 1_000, items: ended.run.items ?? 0 };
}

async function atState(
  runs: ReportRunRepository,
  id: string,
  states: readonly ReportRunRow['state'][],
): Promise<{ run: ReportRunRow; atMs: number }> {
  for (;;) {
    const run = await runs.of(id);
    if (run !== null && states.includes(run.state)) return { run, atMs: performance.now() };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const SAMPLE = `
with last as (select date_trunc('month', max(created_at) at time zone 'UTC')::date as day from orders),
theirs as (select client_id, customer_id from orders where customer_id is not null and not simulated group by 1, 2 order by count(*) desc, 1, 2 limit 1)
select (day - interval '1 month')::date::text as month, date_trunc('quarter', day)::date::text as quarter,
  (date_trunc('quarter', day) + interval '3 months')::date::text as quarter_end, (day - interval '6 months')::date::text as half, day::text as "to", client_id, customer_id from last, theirs`;

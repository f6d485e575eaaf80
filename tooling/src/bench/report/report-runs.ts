import { join } from 'node:path';
import type { createPool } from '@fairlead/db/pool';
import { IndexMembersRepository, SP500 } from '@fairlead/db/repositories/index-members-repository';
import { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import type { ReportRequest, ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { makeOrders } from '@fairlead/db/testing/made-orders';
import { makeSums } from '@fairlead/db/testing/made-sums';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { environmentForTools } from '../../env.ts';
import { ROOT } from '../../root.ts';
import { Service } from '../../start/service.ts';

type Pool = ReturnType<typeof createPool>;

const DAYS = 92;
/** With what is canceled and routed again three executions an order. */
const PARTS_MOST = 6;
const LOOK_EVERY_MS = 100;
const BD = 'Meridian Securities LLC';
const WORKER = join(ROOT, 'apps/worker/dist/main.js');
const KEEPING = { SIMULATED_ORDER_DAYS: '3660', SIMULATED_ORDER_GB: '100000' };
const SUMMED_HOURS = `insert into quality_hours (hour, made_at) select h, now() from generate_series(date_trunc('hour', now() - interval '${DAYS + 1} days', 'UTC'), now(), interval '1 hour') h
on conflict do nothing`;

/** Fills a database with so many orders over 92 days, and with the sums of them that a journal would have. */
export async function makeReportable(
  databaseUrl: string,
  orders: number,
  progress: (line: string) => void,
): Promise<void> {
  await makeOrders({ databaseUrl, orders, days: DAYS, partsMost: PARTS_MOST, progress });
  progress('adding them up, as the journal would');
  await makeSums(databaseUrl);
}

/**
 * Starts the worker that makes reports, with its log in a folder. Its other jobs find nothing to catch up with, which would take a core for a quarter of an hour beside what
 * is measured: every hour counts as summed (nobody asks for execution quality here), and no simulated order is too old to be kept.
 */
export async function startWorker(folder: string, { databaseUrl, pool }: WorkedOn): Promise<Service> {
  await pool.query(SUMMED_HOURS);
  return Service.start({
    name: 'worker',
    args: [WORKER],
    cwd: folder,
    env: { ...environmentForTools(), ...KEEPING, DATABASE_URL: databaseUrl, WORKER_PORT: '0' },
    logPath: join(folder, 'worker.log'),
  });
}

interface WorkedOn {
  readonly databaseUrl: string;
  readonly pool: Pool;
}

/** A report that is measured. */
export interface AskedReport {
  readonly name: string;
  readonly request: ReportRequest;
}

/** Reports of what was made: of the quarter of the last day, the last whole month, and the half year that ends with it. */
export async function askedReports(pool: Pool): Promise<AskedReport[]> {
  await new IndexMembersRepository(pool).load(SP500, [{ asOf: '2000-01-01', symbols: ['AAPL', 'MSFT', 'NVDA'] }]);
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
  const asked = (name: string, kind: ReportRequest['kind'], from: string, whose: object): AskedReport => ({
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
    {
      name: '605 of the month',
      request: {
        ...{ kind: 'RULE_605', period_from: of.month, period_to: of.to, simulated: false },
        parameters: { bd: BD, participant: 'T', entity: 'MERI' },
      },
    },
    asked('(b)(3) of a month for a customer', 'RULE_606_B3', of.month, customer),
    asked('(b)(3) of half a year for a customer', 'RULE_606_B3', of.half, customer),
    asked('(b)(1) of half a year for a customer', 'RULE_606_B1', of.half, customer),
    asked('(b)(3) of half a year for the largest client', 'RULE_606_B3', of.half, client),
    asked('(b)(1) of half a year for the largest client', 'RULE_606_B1', of.half, client),
  ];
}

/** A report that is being made. */
export interface Making {
  /** When the worker had begun it, by `performance.now()`. */
  readonly begunMs: number;
  /** Resolves when its files are kept, with that time and its rows; rejects where it failed. */
  readonly done: Promise<{ readonly atMs: number; readonly items: number }>;
}

/** Asks for a report, and resolves when the worker has begun it. */
export async function beginReport(pool: Pool, request: ReportRequest): Promise<Making> {
  const runs = new ReportRunRepository(pool);
  const { id } = (await runs.create(request, personWriter('bench', Date.now() * 1_000))).done;
  const { atMs: begunMs } = await atState(runs, id, ['RUNNING', 'DONE', 'FAILED']);
  const ended = async () => {
    const { run, atMs } = await atState(runs, id, ['DONE', 'FAILED']);
    if (run.state === 'FAILED') throw new Error(`the report failed: ${run.error}`);
    return { atMs, items: run.items ?? 0 };
  };
  return { begunMs, done: ended() };
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

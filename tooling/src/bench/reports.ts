import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool } from '@fairlead/db/pool';
import { withOwnDatabase } from '../start/own-database.ts';
import { atMost, type Benchmark, type Findings, figure } from './benchmark.ts';
import { childrenOf, countsCpu, cpuOf, parentOf } from './process-cpu.ts';
import { forgetPeak, peakMib } from './process-memory.ts';
import { type AskedReport, askedReports, beginReport, makeReportable, startWorker } from './report/report-runs.ts';

/** Two thirds of them are of the quarter that the last day is of, at the end of November, and three of ten are simulated: a million is what its report tells of. */
const ORDERS = 2_250_000;
const QUARTER_SECONDS_MAX = 60;
const CUSTOMER_MONTH_SECONDS_MAX = 10;
const QUARTER_MIB_MAX = 1_024;

/**
 * How long reports take, from the moment at which the worker begins one until its files are kept, over a million orders in a quarter, of 120 clients: the public
 * one of the quarter, the one of Rule 605 of a month, and those to a customer with some hundreds of orders and to the largest client as a whole. Each run is
 * reconciled: the orders were made without a journal, but with the sums that it would have of them.
 */
export const reports: Benchmark = ({ progress, database, orders = ORDERS }) => {
  if (database !== undefined) return measure(database, progress);
  return withOwnDatabase(async (databaseUrl) => {
    await makeReportable(databaseUrl, orders, progress);
    return measure(databaseUrl, progress);
  });
};

async function measure(databaseUrl: string, progress: (line: string) => void): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-reports-'));
  const pool = createPool(databaseUrl, { max: 2, onError: () => undefined });
  const worker = await startWorker(folder, { databaseUrl, pool });
  try {
    return await timeAll({ pool, workerPid: worker.pid, serverPid: await serverOf(pool), progress });
  } finally {
    await worker.stop();
    await pool.end();
    await rm(folder, { recursive: true, force: true });
  }
}

type Pool = ReturnType<typeof createPool>;

interface Measuring {
  readonly pool: Pool;
  readonly workerPid: number;
  /** The database's first process, whose children work for us. */
  readonly serverPid: number;
  readonly progress: (line: string) => void;
}

/** What one report has taken. */
interface Timed {
  readonly name: string;
  readonly seconds: number;
  /** Of a core, by worker and database together. */
  readonly cpuSeconds: number;
  /** The most memory of the worker while it was made. */
  readonly peakMib: number;
  readonly items: number;
}

async function timeAll(measuring: Measuring): Promise<Findings> {
  const timed: Timed[] = [];
  for (const asked of await askedReports(measuring.pool)) {
    measuring.progress(`${asked.name}, load ${loadavg()[0]?.toFixed(1)}`);
    timed.push(await timeReport(asked, measuring));
  }
  const worst = { seconds: Number.POSITIVE_INFINITY, peakMib: Number.POSITIVE_INFINITY };
  const of = (name: string) => timed.find((each) => each.name === name) ?? worst;
  const [quarter, month] = [of('(a)(1) of the quarter'), of('(b)(3) of a month for a customer')];
  return {
    metrics: [
      ...timed.flatMap(metricsOf),
      figure('load of the machine at the end', 'processes', { value: loadavg()[0] ?? 0, n: 1 }),
    ],
    ratios: [
      atMost('(a)(1) of the quarter, seconds', quarter.seconds, QUARTER_SECONDS_MAX),
      atMost('(a)(1) of the quarter, MiB', quarter.peakMib, QUARTER_MIB_MAX),
      atMost('(b)(3) of a month for a customer, seconds', month.seconds, CUSTOMER_MONTH_SECONDS_MAX),
    ],
  };
}

function metricsOf({ name, seconds, cpuSeconds, peakMib: mib, items: n }: Timed) {
  return [
    figure(name, 's', { value: seconds, n }),
    ...(countsCpu
      ? [
          figure('  CPU of worker and database', 's', { value: cpuSeconds, n }),
          figure('  most memory of the worker', 'MiB', { value: mib, n }),
        ]
      : []),
  ];
}

async function timeReport({ name, request }: AskedReport, measuring: Measuring): Promise<Timed> {
  const { pool, workerPid } = measuring;
  forgetPeak(workerPid);
  const before = usedSeconds(measuring);
  const { begunMs, done } = await beginReport(pool, request);
  const { atMs, items } = await done;
  const cpuSeconds = usedSeconds(measuring) - before;
  return { name, seconds: (atMs - begunMs) / 1_000, cpuSeconds, peakMib: peakMib(workerPid), items };
}

function usedSeconds({ workerPid, serverPid }: Measuring): number {
  if (!countsCpu) return 0;
  const { running, endedUs } = childrenOf(serverPid);
  const databaseUs = running.reduce((sum, { cpuUs }) => sum + cpuUs, endedUs);
  return (cpuOf(workerPid).allUs + databaseUs) / 1_000_000;
}

/** The first process of the server that a pool is connected to, where that is on this machine. */
async function serverOf(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  return countsCpu ? parentOf(rows[0]?.pid ?? 0) : 0;
}

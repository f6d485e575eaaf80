import { createPool } from '@fairlead/db/pool';
import { atLeast, atMost, type Benchmark, compared, distribution, type Findings, figure } from './benchmark.ts';
import { LoadProcess } from './load/load-process.ts';
import type { LoadResult, LoadShape } from './load/load-task.ts';
import { orderTarget } from './load/order-target.ts';
import { type AskedReport, askedReports, beginReport, makeReportable, startWorker } from './report/report-runs.ts';
import { SystemMeter, type Usage } from './system-meter.ts';
import { type TradingSystem, withTradingSystem } from './trading-system.ts';

/** A third of the report's full size: one report is made in about the time of a turn. */
const ORDERS = 750_000;
const CONNECTIONS = 64;
const WARM_UP_SECONDS = 20;
const TURNS = 3;
const CLOSED_SECONDS = 5;
const PACED_SECONDS = 10;
/** Of what it takes alone, so that both are under way at the same pace. */
const PACED_SHARE = 0.4;
const UNCHANGED = 0.05;
const CLOSED = { kind: 'CLOSED', seconds: CLOSED_SECONDS } as const;

/**
 * What a report that is being made takes from the orders beside it: in turns, in the same run, the router takes orders as many as it can and at a fixed rate, without a
 * report and with one, the (a)(1) of a quarter, made by the worker on the same two cores and in the same database. A rate that falls tells that cores are
 * shared; the CPU of an order at a fixed rate tells whether the router itself has more to do.
 */
export const ordersBesideReport: Benchmark = ({ progress, orders = ORDERS }) =>
  withTradingSystem(
    async (system) => {
      const pool = createPool(system.databaseUrl, { max: 2, onError: () => undefined });
      const worker = await startWorker(system.folder, { databaseUrl: system.databaseUrl, pool });
      const client = LoadProcess.start();
      const meter = new SystemMeter(system, client.pid);
      try {
        const [asked] = await askedReports(pool);
        if (asked === undefined) throw new Error('no report is asked for');
        return await measure({ system, pool, client, meter, asked, progress });
      } finally {
        await meter.close();
        await client.stop();
        await worker.stop();
        await pool.end();
      }
    },
    { prepare: (databaseUrl) => makeReportable(databaseUrl, orders, progress) },
  );

interface Bench {
  readonly system: TradingSystem;
  readonly pool: ReturnType<typeof createPool>;
  readonly client: LoadProcess;
  readonly meter: SystemMeter;
  readonly asked: AskedReport;
  readonly progress: (line: string) => void;
}

interface Load {
  readonly result: LoadResult;
  readonly usage: Usage;
}

/** The loads of one kind: without a report, with one; and how long the reports have taken. */
interface Pair {
  readonly alone: Load[];
  readonly beside: Load[];
  readonly reportSeconds: number[];
}

async function measure(bench: Bench): Promise<Findings> {
  const { progress } = bench;
  progress('warming up');
  await put(bench, { kind: 'CLOSED', seconds: WARM_UP_SECONDS });
  await inTurns(bench, { kind: 'CLOSED', seconds: 1 }, 1);
  progress('as many as it takes, without a report and with one');
  const closed = await inTurns(bench, CLOSED, TURNS);
  const perSecond = Math.floor(rateOf(closed.alone) * PACED_SHARE);
  progress(`${perSecond}/s, without a report and with one`);
  const paced = await inTurns(bench, { kind: 'OPEN', perSecond, seconds: PACED_SECONDS }, TURNS);
  return findingsOf({ closed, paced, perSecond });
}

async function inTurns(bench: Bench, shape: LoadShape, turns: number): Promise<Pair> {
  const pair: Pair = { alone: [], beside: [], reportSeconds: [] };
  for (let turn = 0; turn < turns; turn++) {
    pair.alone.push(await bench.meter.during(() => put(bench, shape)));
    const { load, seconds } = await besideReport(bench, () => bench.meter.during(() => put(bench, shape)));
    pair.beside.push(load);
    pair.reportSeconds.push(seconds);
  }
  return pair;
}

/** Puts a load on while a report is being made, one after the other until it is done; what was begun is made to its end before it resolves. */
async function besideReport(
  { pool, asked, progress }: Bench,
  put: () => Promise<Load>,
): Promise<{ load: Load; seconds: number }> {
  let isLoaded = false;
  let reports = 0;
  const first = await beginReport(pool, asked.request);
  const begunMs = first.begunMs;
  const made = async () => {
    let { atMs } = await first.done;
    for (reports = 1; !isLoaded; reports++) atMs = (await (await beginReport(pool, asked.request)).done).atMs;
    return atMs;
  };
  const loaded = put().finally(() => {
    isLoaded = true;
  });
  const [load, endedMs] = await Promise.all([loaded, made()]);
  const seconds = (endedMs - begunMs) / 1_000 / reports;
  progress(`${reports} reports, ${seconds.toFixed(1)} s each`);
  return { load, seconds };
}

function put({ system, client }: Bench, shape: LoadShape): Promise<LoadResult> {
  const target = orderTarget(system, { name: 'orders', status: 202 });
  return client.run({ target, connections: CONNECTIONS, shape });
}

interface Measured {
  readonly closed: Pair;
  readonly paced: Pair;
  readonly perSecond: number;
}

function findingsOf({ closed, paced, perSecond }: Measured): Findings {
  const reportSeconds = [...closed.reportSeconds, ...paced.reportSeconds];
  const rates = { alone: rateOf(closed.alone), beside: rateOf(closed.beside) };
  const cpu = { alone: routerUs(paced.alone), beside: routerUs(paced.beside) };
  const latency = (name: string, loads: readonly Load[]) =>
    distribution(
      `orders at ${perSecond}/s, ${name}`,
      'ms',
      loads.flatMap(({ result }) => result.latenciesMs),
    );
  const latencies = { alone: latency('without a report', paced.alone), beside: latency('beside one', paced.beside) };
  const n = { closed: takenIn(closed.alone), paced: takenIn(paced.alone) };
  return {
    metrics: [
      figure('orders, as many as it takes, without a report', 'requests/s', { value: rates.alone, n: n.closed }),
      figure('  beside one', 'requests/s', { value: rates.beside, n: takenIn(closed.beside) }),
      figure(`router at ${perSecond}/s, without a report, CPU`, 'µs an order', { value: cpu.alone, n: n.paced }),
      figure('  beside one', 'µs an order', { value: cpu.beside, n: takenIn(paced.beside) }),
      latencies.alone,
      latencies.beside,
      figure('refused beside a report', 'orders', { value: refusedIn(paced.beside), n: takenIn(paced.beside) }),
      figure('a report beside orders', 's', { value: meanOf(reportSeconds), n: reportSeconds.length }),
    ],
    ratios: [
      atMost(
        'CPU of the router an order at a fixed rate, beside a report / without',
        cpu.beside / cpu.alone,
        1 + UNCHANGED,
      ),
      atLeast(
        'orders taken at a fixed rate, beside a report / without',
        takenIn(paced.beside) / n.paced,
        1 - UNCHANGED,
      ),
      atLeast('as many as it takes, beside a report / without', rates.beside / rates.alone, 1 - UNCHANGED),
      compared(
        'p99 at a fixed rate, beside a report / without',
        (latencies.beside.p99 ?? 0) / (latencies.alone.p99 ?? 1),
      ),
    ],
  };
}

function takenIn(loads: readonly Load[]): number {
  return loads.reduce((sum, { result }) => sum + result.accepted, 0);
}

function refusedIn(loads: readonly Load[]): number {
  return loads.reduce((sum, { result }) => sum + result.refused, 0);
}

function rateOf(loads: readonly Load[]): number {
  return takenIn(loads) / loads.reduce((sum, { result }) => sum + result.seconds, 0);
}

function routerUs(loads: readonly Load[]): number {
  return loads.reduce((sum, { usage }) => sum + usage.cpuUs.router.allUs, 0) / takenIn(loads);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

import { JOB_QUEUE, REQUEST_QUEUE } from '@fairlead/contracts/jobs';
import { JournalPartitions } from '@fairlead/db/journal/journal-partitions';
import { makeRoots } from '@fairlead/db/journal/roots';
import { createPool } from '@fairlead/db/pool';
import { projectedUntil } from '@fairlead/db/projection/projected-until';
import { dropProjectionMonths, ensureProjectionMonths } from '@fairlead/db/projection/projection-months';
import { JournalSums } from '@fairlead/db/reconciliation/journal-sums';
import { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import { PerformanceRepository } from '@fairlead/db/repositories/performance-repository';
import { PersonNames } from '@fairlead/db/repositories/person-names';
import { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { QualitySumsRepository } from '@fairlead/db/repositories/quality-sums-repository';
import { RecordReach } from '@fairlead/db/repositories/record-reach';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import { RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import { SimulatedOrdersRepository } from '@fairlead/db/repositories/simulated-orders-repository';
import type pg from 'pg';
import type { WorkerEnv } from './env.ts';
import { serveHealth } from './health/health-server.ts';
import { workerMetrics } from './health/worker-metrics.ts';
import type { Job } from './job/job.ts';
import { JobBoard } from './job/job-board.ts';
import { type JobEvent, startRunner } from './job/job-runner.ts';
import { dailyRoots } from './jobs/daily-roots.ts';
import { dueReports } from './jobs/due-reports.ts';
import { importOrders } from './jobs/import-orders.ts';
import { journalRetention } from './jobs/journal-retention.ts';
import { journalSums } from './jobs/journal-sums.ts';
import { makePartitions } from './jobs/make-partitions.ts';
import { markouts } from './jobs/markouts.ts';
import { qualitySums } from './jobs/quality-sums.ts';
import { reportRetention } from './jobs/report-retention.ts';
import { reportRuns } from './jobs/report-runs.ts';
import { retention } from './jobs/retention.ts';
import { simulatedOrders } from './jobs/simulated-orders.ts';
import { uploads } from './jobs/uploads.ts';
import { venuePerformance } from './jobs/venue-performance.ts';
import { venueStatistics } from './jobs/venue-statistics.ts';
import type { Log } from './log.ts';
import { reportMakers } from './report/makers.ts';

/** A worker at work. */
export interface RunningWorker {
  /** Where its health is served. */
  readonly port: number;
  /** Ends the health page, the running job, the queue and every connection, in that order. */
  close(): Promise<void>;
}

type Settings = Omit<WorkerEnv, 'LOG_LEVEL'>;

/**
 * Three of them for what is asked for, an import or a report with its lock, two that hold the locks of the tries that run and one that looks what is asked, beside
 * what the scheduled jobs need.
 */
const POOL_MAX = 9;
const DAYS_A_YEAR_MAX = 366;
/** The one shard of the journal. */
const SHARD = 0;

/** Starts everything that the worker does. Throws where the database or the queue cannot be reached, and leaves nothing open then. */
export async function startWorker(
  env: Settings,
  { log, onEvent }: { log: Log; onEvent?: (event: JobEvent) => void },
): Promise<RunningWorker> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    return { port: await open(env, { log, onEvent, closers }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Opening {
  readonly log: Log;
  readonly onEvent: ((event: JobEvent) => void) | undefined;
  /** Grows with everything that is opened; closed from the end. */
  readonly closers: (() => Promise<void>)[];
}

async function open(env: Settings, { log, onEvent, closers }: Opening): Promise<number> {
  const pool = createPool(env.DATABASE_URL, {
    max: POOL_MAX,
    // A server that restarts breaks idle connections; the pool makes new ones.
    onError: (error) => log.warn({ error: error.message }, 'a database connection broke'),
  });
  closers.push(() => pool.end());
  const recorder = new JobRecorder(pool);
  const jobs = scheduledJobs(env, pool, recorder);
  const requests = requestedJobs(pool);
  const names = [...jobs, ...requests].map((job) => job.name);
  const board = new JobBoard(names, () => new Date());
  const location = { databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL };
  const told = {
    recorder,
    log,
    onEvent: (event: JobEvent) => {
      board.record(event);
      onEvent?.(event);
    },
  };
  const runner = await startRunner({ ...told, location: { ...location, queue: JOB_QUEUE }, jobs });
  closers.push(() => runner.close());
  const requested = await startRunner({ ...told, location: { ...location, queue: REQUEST_QUEUE }, jobs: requests });
  closers.push(() => requested.close());
  const health = await serveHealth(
    {
      database: () => pool.query('select 1'),
      queue: () => runner.counts(),
      jobs: () => board.states(),
      metrics: workerMetrics({
        jobs: () => board.states(),
        queues: { [JOB_QUEUE]: () => runner.counts(), [REQUEST_QUEUE]: () => requested.counts() },
        usage: () => ({ cpuMs: cpuMs(process.cpuUsage()), loopBusyMs: performance.eventLoopUtilization().active }),
      }),
    },
    env.WORKER_PORT,
  );
  closers.push(() => health.close());
  return health.port;
}

function cpuMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}

/** What runs on schedule, one after the other. */
function scheduledJobs(env: Settings, pool: pg.Pool, tries: JobRecorder): Job[] {
  const quality = new QualityRepository(pool);
  const history = new MarketHistoryRepository(pool);
  const marks = new MarkoutRepository(pool);
  const reports = reportRepositories(pool);
  const performance = new PerformanceRepository(pool);
  const simulated = new SimulatedOrdersRepository(pool);
  // Journal and rows have half of the bytes each: an order takes about as much in the one as in the others.
  const keptOfSimulated = { days: env.SIMULATED_ORDER_DAYS, gigabytes: env.SIMULATED_ORDER_GB / 2 };
  // Partitions first: the statistics are written into them.
  const untilNow = () => projectedUntil(pool, SHARD);
  return [
    makePartitions({
      ...{ quality, history },
      ensureMonths: (from_us, months_ahead) => ensureProjectionMonths(pool, from_us, months_ahead),
    }),
    venueStatistics(quality, untilNow),
    venuePerformance(performance, untilNow),
    markouts({ markouts: marks, history }, untilNow),
    qualitySums(new QualitySumsRepository(pool), untilNow),
    dueReports({ ...reports, persons: new PersonNames(pool), reach: new RecordReach(pool) }, env.MARKET_HISTORY_DAYS),
    reportRetention(reports, env.REPORT_ROW_DAYS),
    journalSums(new JournalSums(pool)),
    simulatedOrders(simulated, keptOfSimulated),
    retention(
      { quality, history, performance, markouts: marks, lists: new RiskListsRepository(pool), tries },
      env.MARKET_HISTORY_DAYS,
    ),
    dailyRoots((nowUs) => makeRoots(pool, { shard: SHARD, nowUs })),
    journalRetention(
      {
        partitions: new JournalPartitions(pool),
        orders: simulated,
        dropMonths: (before_us) => dropProjectionMonths(pool, before_us),
      },
      {
        liveDays: env.ORDER_YEARS * DAYS_A_YEAR_MAX,
        simulatedDays: keptOfSimulated.days,
        simulatedGb: keptOfSimulated.gigabytes,
      },
    ),
  ];
}

/** What somebody asks for, beside them. */
function requestedJobs(pool: pg.Pool): Job[] {
  return [importOrders(pool), uploads(pool), reportRuns({ ...reportRepositories(pool), makers: reportMakers(pool) })];
}

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentForTools } from '../env.ts';
import { ROOT } from '../root.ts';
import { withOwnDatabase } from '../start/own-database.ts';
import { Service } from '../start/service.ts';
import { type Benchmark, type Findings, figure } from './benchmark.ts';
import { type QuarterFiles, writeQuarter } from './import/firm-quarter.ts';
import { childrenOf, countsCpu } from './process-cpu.ts';
import { peakMib } from './process-memory.ts';

const ORDERS = 1_000_000;
const ROWS_AN_ORDER = 1 + 1.3 + 3;
const PROGRAM = join(ROOT, 'apps/worker/dist/import-main.js');
const LOOK_EVERY_MS = 200;
const MIB = 1_048_576;

/**
 * How long the import of a firm's quarter takes and how much memory, by the program that `npm run import` starts, into a durable database: a million
 * orders, 1.3 million routes, three million executions. Then the same files again, which changes nothing.
 */
export const imports: Benchmark = ({ progress, orders = ORDERS }) =>
  withOwnDatabase(async (databaseUrl, serverPid) => {
    const folder = await mkdtemp(join(tmpdir(), 'fairlead-import-'));
    try {
      progress(`writing the files of ${orders} orders`);
      const files = await writeQuarter(folder, orders);
      const run = () => runImport({ files, folder, databaseUrl, serverPid });
      progress('importing them');
      const first = await run();
      progress(`again, load ${loadavg()[0]?.toFixed(1)}`);
      return findings({ first, again: await run(), orders, megabytes: await megabytesOf(files) });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

interface Run {
  readonly seconds: number;
  /** Of a core, by the program and by the database; 0 where this machine does not tell. */
  readonly programCpuSeconds: number;
  readonly databaseCpuSeconds: number;
  /** The most memory that was resident, in MiB; 0 where this machine does not tell. */
  readonly peakMib: number;
}

interface Running {
  readonly files: QuarterFiles;
  readonly folder: string;
  readonly databaseUrl: string;
  /** The database's first process, whose children work for us. */
  readonly serverPid: number;
}

async function runImport({ files, folder, databaseUrl, serverPid }: Running): Promise<Run> {
  const begun = performance.now();
  const before = { program: endedSeconds(), database: databaseSeconds(serverPid) };
  const { orders, routes, executions } = files;
  const service = Service.start({
    name: 'import',
    args: [PROGRAM, '--orders', orders, '--routes', routes, '--executions', executions],
    cwd: folder,
    env: { ...environmentForTools(), DATABASE_URL: databaseUrl },
    logPath: join(folder, 'import.log'),
  });
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, peakMib(service.pid));
  }, LOOK_EVERY_MS);
  const { code } = await service.exited;
  clearInterval(look);
  if (code !== 0) throw new Error(`the import failed: ${service.lastLines(5).join(' | ')}`);
  return {
    seconds: (performance.now() - begun) / 1_000,
    programCpuSeconds: endedSeconds() - before.program,
    databaseCpuSeconds: databaseSeconds(serverPid) - before.database,
    peakMib: peak,
  };
}

/** What programs have used that were started here and have ended. */
function endedSeconds(): number {
  return countsCpu ? childrenOf(process.pid).endedUs / 1_000_000 : 0;
}

function databaseSeconds(serverPid: number): number {
  if (!countsCpu) return 0;
  const { running, endedUs } = childrenOf(serverPid);
  return running.reduce((sum, { cpuUs }) => sum + cpuUs, endedUs) / 1_000_000;
}

async function megabytesOf(files: QuarterFiles): Promise<number> {
  const sizes = await Promise.all(Object.values(files).map(async (path: string) => (await stat(path)).size));
  return sizes.reduce((sum, size) => sum + size, 0) / MIB;
}

interface Measured {
  readonly first: Run;
  readonly again: Run;
  readonly orders: number;
  readonly megabytes: number;
}

function findings({ first, again, orders, megabytes }: Measured): Findings {
  const n = Math.round(orders * ROWS_AN_ORDER);
  return {
    metrics: [
      figure('import', 's', { value: first.seconds, n }),
      figure('rows', 'rows/s', { value: n / first.seconds, n }),
      figure('CPU of the import', 'µs a row', { value: (1_000_000 * first.programCpuSeconds) / n, n }),
      figure('CPU of its database', 'µs a row', { value: (1_000_000 * first.databaseCpuSeconds) / n, n }),
      figure('peak memory of the import', 'MiB', { value: first.peakMib, n }),
      figure('files', 'MiB', { value: megabytes, n: 3 }),
      figure('the same files again', 's', { value: again.seconds, n }),
      figure('load of the machine at the end', 'processes', { value: loadavg()[0] ?? 0, n: 1 }),
    ],
    ratios: [],
  };
}

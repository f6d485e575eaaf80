import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type PostgresPrograms, runProgram } from './postgres-program.ts';

/** A server that this process started and has to stop. */
export interface RunningServer {
  /** Ends the connections, writes everything down and waits until the server has gone. A second call does nothing. */
  stop(): Promise<void>;
}

const OWNER_FILE = 'fairlead.owner';
const PID_FILE = 'postmaster.pid';
const LOG_FILE = 'fairlead.log';
const START_MS_MAX = 60_000;
/** A loaded machine takes its time to end the processes of a killed server. */
const RELEASE_MS_MAX = 30_000;
const POLL_MS = 20;
/** What a server says while the processes of its killed predecessor are still going. */
const NOT_RELEASED_YET = /shared memory block|lock file/;

/**
 * Makes this process the one that runs the server on this data: a server whose starter was killed is stopped.
 * Throws when the starter of the running server is alive.
 */
export async function takeOver(programs: PostgresPrograms, dataDir: string): Promise<void> {
  const server = await readPidFile(dataDir);
  if (server !== null && (await isRunning(server.pid))) {
    const owner = Number.parseInt(await readFile(join(dataDir, OWNER_FILE), 'utf8').catch(() => ''), 10);
    if (await isRunning(owner)) {
      throw new Error(`the database in ${dataDir} is in use by process ${owner}: stop that first`);
    }
    await stopGently(programs, dataDir);
  }
  await writeFile(join(dataDir, OWNER_FILE), String(process.pid), { mode: 0o600 });
}

/** Starts the server on a finished cluster and waits until it takes connections. Throws with the server's own words. */
export async function startServer(
  programs: PostgresPrograms,
  dataDir: string,
  settings: readonly (readonly [name: string, value: string])[],
): Promise<RunningServer> {
  const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const patience = Date.now() + RELEASE_MS_MAX;
  for (;;) {
    const child = await launch(programs, dataDir, flags);
    if (await becomesReady(child, dataDir)) return runningServer(programs, dataDir, child);
    const log = await readFile(join(dataDir, LOG_FILE), 'utf8');
    const reason = /(?:FATAL|PANIC): +(.*)/.exec(log)?.[1] ?? 'it was not ready in time';
    if (NOT_RELEASED_YET.test(reason) && Date.now() < patience) await wait(POLL_MS);
    else throw new Error(`PostgreSQL did not start: ${reason} (see ${join(dataDir, LOG_FILE)})`);
  }
}

/**
 * The server is our child, so that its end is seen, and a session of its own, so that a Ctrl-C reaches the program that stops
 * things in order and not the database first.
 */
async function launch(programs: PostgresPrograms, dataDir: string, flags: readonly string[]): Promise<ChildProcess> {
  const log = await open(join(dataDir, LOG_FILE), 'w', 0o600);
  try {
    return spawn(programs.postgres, ['-D', dataDir, ...flags], {
      ...programs.account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    await log.close();
  }
}

async function becomesReady(child: ChildProcess, dataDir: string): Promise<boolean> {
  const deadline = Date.now() + START_MS_MAX;
  child.once('error', () => undefined);
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const file = await readPidFile(dataDir);
    if (file?.pid === child.pid && file.ready) return true;
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      return false;
    }
    await wait(POLL_MS);
  }
  return false;
}

function runningServer(programs: PostgresPrograms, dataDir: string, child: ChildProcess): RunningServer {
  child.unref();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    await stopGently(programs, dataDir);
    await gone;
    await rm(join(dataDir, OWNER_FILE), { force: true });
  };
  return {
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

async function stopGently(programs: PostgresPrograms, dataDir: string): Promise<void> {
  await runProgram(programs.pgCtl, ['stop', '-D', dataDir, '-m', 'fast', '-w', '-t', '60'], programs.account);
}

/** The port of a server that runs on this data and takes connections; null where none does. */
export async function runningPort(dataDir: string): Promise<number | null> {
  const server = await readPidFile(dataDir);
  return server?.ready === true && (await isRunning(server.pid)) ? server.port : null;
}

/** The first line is the server's process, the fourth its port, the eighth its condition. */
async function readPidFile(dataDir: string): Promise<{ pid: number; port: number; ready: boolean } | null> {
  const text = await readFile(join(dataDir, PID_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const [pid, , , port] = lines.map((line) => Number.parseInt(line, 10));
  return { pid: pid ?? Number.NaN, port: port ?? Number.NaN, ready: lines[7]?.trim() === 'ready' };
}

/** A killed process that nobody has buried yet still answers to signals; where the system tells, it does not count. */
async function isRunning(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) Z /.test(status);
}

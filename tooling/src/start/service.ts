import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, fchmodSync, fstatSync, openSync, readSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { signalGroup } from './process-table.ts';

/** A process of the system, before it runs. */
export interface ServiceSpec {
  readonly name: string;
  /** Arguments of Node, the program first. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logPath: string;
  /** How long it may take to end when it is asked to; ten seconds where nothing is said. */
  readonly stopMsMax?: number;
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of the system that has been started. */
export interface Running {
  readonly pid: number;
  /** Settles when the process has ended, wanted or not. */
  readonly exited: Promise<Exit>;
  /** The first thing it says over its channel to us. */
  readonly message: Promise<unknown>;
  /** Asks the process to end and waits; what has not ended in time is killed with its whole group. */
  stop(): Promise<'stopped' | 'killed'>;
  /** The last lines that the process printed. */
  lastLines(count: number): string[];
}

/** Ends a process when its starter is gone. */
export const GUARD = join(ROOT, 'tooling/orphan-guard.mjs');
const STOP_MS_MAX = 10_000;
const OWNER_ONLY = 0o600;
const LOG_TAIL_BYTES = 65_536;

/** A running process in a group of its own, so that a terminal's Ctrl-C reaches the starter alone. */
export class Service implements Running {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  readonly message: Promise<unknown>;
  readonly #child: ChildProcess;
  readonly #logPath: string;
  readonly #stopMsMax: number;
  #running = true;

  private constructor(spec: ServiceSpec, child: ChildProcess) {
    this.pid = child.pid ?? 0;
    this.#child = child;
    this.#logPath = spec.logPath;
    this.#stopMsMax = spec.stopMsMax ?? STOP_MS_MAX;
    this.exited = new Promise((fulfil) => {
      const ended = (exit: Exit): void => {
        this.#running = false;
        fulfil(exit);
      };
      child.once('error', () => ended({ code: 1, signal: null }));
      child.once('exit', (code, signal) => ended({ code, signal }));
    });
    this.message = new Promise((fulfil) => child.once('message', fulfil));
  }

  /**
   * Starts the process; what it prints goes to its log. The log of the start before is kept beside it, but one that is started again goes on
   * in the same, so that what it said before it died is not pushed out.
   */
  static start(spec: ServiceSpec, { again = false }: { readonly again?: boolean } = {}): Service {
    if (!again && existsSync(spec.logPath)) renameSync(spec.logPath, spec.logPath.replace(/\.log$/, '.previous.log'));
    const log = openSync(spec.logPath, 'a', OWNER_ONLY);
    // A log that an older version made may be readable by all.
    fchmodSync(log, OWNER_ONLY);
    const child = spawn(process.execPath, ['--import', GUARD, ...spec.args], {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      // The channel is how a child learns that the starter is gone, should it die without stopping anybody.
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    return new Service(spec, child);
  }

  async stop(deadlineMs = this.#stopMsMax): Promise<'stopped' | 'killed'> {
    if (this.#running) this.#child.kill('SIGTERM');
    const inTime = await this.#endsWithin(deadlineMs);
    // Whatever the process has started and left goes with it.
    signalGroup(this.pid, 'SIGKILL');
    await this.exited;
    return inTime ? 'stopped' : 'killed';
  }

  lastLines(count: number): string[] {
    return tailOf(this.#logPath).trimEnd().split('\n').slice(-count);
  }

  #endsWithin(ms: number): Promise<boolean> {
    return new Promise((fulfil) => {
      const timer = setTimeout(() => fulfil(false), ms);
      void this.exited.then(() => {
        clearTimeout(timer);
        fulfil(true);
      });
    });
  }
}

/** The end of a file: a log may have grown for weeks. */
function tailOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, LOG_TAIL_BYTES));
    readSync(file, tail, 0, tail.length, size - tail.length);
    return tail.toString('utf8');
  } finally {
    closeSync(file);
  }
}

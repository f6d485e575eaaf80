import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { signalGroup } from './process-table.ts';

/** A process of the system, before it runs. */
export interface ServiceSpec {
  readonly name: string;
  /** Arguments of Node, the program first. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logPath: string;
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const STOP_MS_MAX = 10_000;

/** A running process in a group of its own, so that a terminal's Ctrl-C reaches the starter alone. */
export class Service {
  readonly name: string;
  readonly logPath: string;
  readonly pid: number;
  /** Settles when the process has ended, wanted or not. */
  readonly exited: Promise<Exit>;
  /** The first thing it says over its channel to us. */
  readonly message: Promise<unknown>;
  readonly #child: ChildProcess;
  #running = true;

  private constructor(spec: ServiceSpec, child: ChildProcess) {
    this.name = spec.name;
    this.logPath = spec.logPath;
    this.pid = child.pid ?? 0;
    this.#child = child;
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

  /** Starts the process; what it prints goes to its log, the log of the start before is kept beside it. */
  static start(spec: ServiceSpec): Service {
    if (existsSync(spec.logPath)) renameSync(spec.logPath, spec.logPath.replace(/\.log$/, '.previous.log'));
    const log = openSync(spec.logPath, 'a');
    const child = spawn(process.execPath, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      // The channel is how a child learns that the starter is gone, should it die without stopping anybody.
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    return new Service(spec, child);
  }

  /** Asks the process to end and waits; what has not ended after the deadline is killed with its whole group. */
  async stop(deadlineMs = STOP_MS_MAX): Promise<'stopped' | 'killed'> {
    if (this.#running) this.#child.kill('SIGTERM');
    const inTime = await this.#endsWithin(deadlineMs);
    // Whatever the process has started and left goes with it.
    signalGroup(this.pid, 'SIGKILL');
    await this.exited;
    return inTime ? 'stopped' : 'killed';
  }

  /** The last lines that the process printed. */
  lastLines(count: number): string[] {
    const lines = readFileSync(this.logPath, 'utf8').trimEnd().split('\n');
    return lines.slice(-count);
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

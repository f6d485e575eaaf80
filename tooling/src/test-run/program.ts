import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../root.ts';
import { GUARD } from '../start/service.ts';

/** What to run and where; its output goes to ours. */
export interface Program {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The Node that runs it; ours where nothing is said. */
  readonly node?: string;
}

/** Ends a program that is too busy to see what the guard sees. */
const WATCH = `${pathToFileURL(join(ROOT, 'tooling/orphan-watch.mjs')).href}?${process.pid}`;
/** Above this an exit code says that a signal ended the program. */
export const SIGNALLED = 128;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a Node program to its end and gives its exit code; signals that we get meanwhile are passed on to it, and where we are killed the
 * guard ends it.
 */
export function runProgram({ args, cwd, env, node = process.execPath }: Program): Promise<number> {
  return new Promise((fulfil, reject) => {
    const child = spawn(node, ['--import', GUARD, '--import', WATCH, ...args], {
      cwd,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const passOn = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, passOn);
    const release = (): void => {
      for (const signal of SIGNALS) process.off(signal, passOn);
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code, signal) => {
      release();
      fulfil(code ?? SIGNALLED + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

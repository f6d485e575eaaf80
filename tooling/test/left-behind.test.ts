import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../src/root.ts';

/** The programs as `npm run …` builds and starts them; `npm test` has built them too. */
const dist = (name: string) => join(ROOT, 'tooling/dist', `${name}.js`);
const MARK = 'FAIRLEAD_TEST_MARK';

/** The command line of every living process that has the mark in its environment. */
function marked(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const isMarked = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${MARK}=${mark}`);
        const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        // One that has ended and waits to be collected has no command line any more.
        return isMarked && commandLine !== '' ? [commandLine] : [];
      } catch {
        return [];
      }
    });
}

/** Starts a program with a mark that all its descendants carry, and waits until one of them is there. */
async function startMarked(
  args: readonly string[],
  descendant: RegExp,
): Promise<{ child: ChildProcess; mark: string }> {
  const mark = randomUUID();
  const child = spawn(process.execPath, args, { env: { ...process.env, [MARK]: mark }, stdio: 'ignore' });
  await expect.poll(() => marked(mark).join('\n'), { timeout: 60_000, interval: 50 }).toMatch(descendant);
  return { child, mark };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

const POSTGRES = /postgres -D /;

describe.skipIf(process.platform !== 'linux')('nothing is left behind by', () => {
  test.concurrent.for([
    ['a benchmark that is killed', 'SIGKILL', ['journal']],
    ['a benchmark that is interrupted', 'SIGINT', ['journal']],
    ['a benchmark that is asked to end', 'SIGTERM', ['journal']],
    ['a run of several benchmarks that is killed', 'SIGKILL', ['journal', 'orders']],
    ['a run of several benchmarks that is interrupted', 'SIGINT', ['journal', 'orders']],
  ] as const)('%s (%s)', { timeout: 120_000 }, async ([, signal, names], { expect: expected }) => {
    const { child, mark } = await startMarked([dist('bench'), ...names], POSTGRES);
    await kill(child, signal);
    await expected.poll(() => marked(mark), { timeout: 60_000, interval: 100 }).toEqual([]);
  });

  test.concurrent('a program in the hands of another that is killed, though it never looks up from its work', {
    timeout: 120_000,
  }, async ({ expect: expected }) => {
    const busy = 'const until = Date.now() + 60_000; while (Date.now() < until);';
    const script = `
      const { runProgram } = await import(${JSON.stringify(dist('test-run/program'))});
      await runProgram({ args: ['-e', ${JSON.stringify(busy)}, 'busy'], cwd: '/', env: process.env });`;
    const { child, mark } = await startMarked(['--input-type=module', '-e', script], /orphan-watch.* busy$/m);
    await kill(child, 'SIGKILL');
    await expected.poll(() => marked(mark), { timeout: 30_000, interval: 100 }).toEqual([]);
  });
});

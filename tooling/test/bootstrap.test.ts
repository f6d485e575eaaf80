import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ROOT } from '../src/root.ts';

// Real processes on a machine that may be busy: these limits only end what hangs.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A repository of stand-ins around the real bootstrap. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fairlead-bootstrap-'));
  put('package.json', JSON.stringify({ packageManager: 'pnpm@10.0.0', engines: { node: '>=20.19' } }));
  put('pnpm-lock.yaml', 'lock: 1\n');
  put('node_modules/.pnpm/lock.yaml', 'lock: 1\n');
  put('node_modules/turbo/bin/turbo', 'console.log(">>> FULL TURBO", process.argv.slice(2).join(" "))');
  put('node_modules/pnpm/bin/pnpm.cjs', 'console.log("pnpm", process.argv.slice(2).join(" "))');
  put('tooling/dist/tidy.js', 'console.log("ran with", process.argv.slice(2)); process.exitCode = 3');
  mkdirSync(join(root, 'tooling'), { recursive: true });
  for (const file of ['bootstrap.mjs', 'orphan-guard.mjs', 'orphan-watch.mjs'])
    copyFileSync(join(ROOT, 'tooling', file), join(root, 'tooling', file));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function bootstrap(
  args: readonly string[],
  onOut: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Outcome> {
  return new Promise((fulfil, reject) => {
    const child = spawn(process.execPath, [join(root, 'tooling/bootstrap.mjs'), ...args], { stdio: 'pipe' });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      onOut(out, (signal) => child.kill(signal));
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => fulfil({ code, out, err }));
  });
}

test('hands over with the arguments and the exit code, its own words beside the output', async () => {
  const { code, out, err } = await bootstrap(['tidy', '--some', 'thing']);
  expect(code).toBe(3);
  expect(out).toBe("ran with [ '--some', 'thing' ]\n");
  expect(err).toMatch(/packages {2}up to date \(\d+ ms\)\nbuild {5}up to date \(\d+ ms\)\n/);
});

test('installs when the lock file is another one than the last install had', async () => {
  put('pnpm-lock.yaml', 'lock: 2\n');
  const { err } = await bootstrap(['tidy']);
  expect(err).toMatch(/packages {2}installed/);
});

test.each([
  ['node_modules/pnpm/bin/pnpm.cjs', 'packages could not be installed'],
  ['node_modules/turbo/bin/turbo', 'the build failed'],
])('when %s fails, its output is shown and one line says what failed', async (program, line) => {
  put('pnpm-lock.yaml', 'lock: 2\n');
  put(program, 'console.log("the very reason"); process.exitCode = 1');
  const { code, err } = await bootstrap(['tidy']);
  expect(code).toBe(1);
  expect(err).toContain('the very reason');
  expect(err.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^fairlead: ${line}`));
});

test.each([
  [['nonsense'], "fairlead: no command 'nonsense'"],
  [['constructor'], "fairlead: no command 'constructor'"],
  [[], "fairlead: no command ''"],
  [['bench'], "fairlead: 'bench' is not built"],
])('%j is refused in one line', async (args, line) => {
  const { code, err } = await bootstrap(args);
  expect(code).toBe(1);
  expect(err.trimEnd().split('\n').at(-1)?.startsWith(line)).toBe(true);
});

test('an old Node is told so', async () => {
  put('package.json', JSON.stringify({ packageManager: 'pnpm@10.0.0', engines: { node: '>=99.1' } }));
  const { code, err } = await bootstrap(['tidy']);
  expect(code).toBe(1);
  expect(err).toBe(`fairlead: Node 99.1 or newer is needed, this is ${process.versions.node}\n`);
});

test('a signal reaches the command, whose orderly end is waited for', async () => {
  put(
    'tooling/dist/tidy.js',
    `process.on('SIGTERM', () => { console.log('draining'); setTimeout(() => { console.log('drained'); process.exit(0); }, 50); });
     setInterval(() => {}, 1000);
     console.log('up');`,
  );
  const { code, out } = await bootstrap(['tidy'], (text, kill) => {
    if (text === 'up\n') kill('SIGTERM');
  });
  expect(out).toBe('up\ndraining\ndrained\n');
  expect(code).toBe(0);
});

test('a command ends in order when the bootstrap was killed and could pass nothing on', async () => {
  put(
    'tooling/dist/tidy.js',
    `process.on('SIGTERM', () => { console.log('drained'); process.exit(0); });
     setInterval(() => {}, 1000);
     console.log('up');`,
  );
  const { code, out } = await bootstrap(['tidy'], (text, kill) => {
    if (text === 'up\n') kill('SIGKILL');
  });
  // The command holds the other end of our pipe: that it has closed is the command's end.
  expect([code, out]).toEqual([null, 'up\ndrained\n']);
});

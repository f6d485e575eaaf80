import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type FakeRepository, makeFakeRepository } from './fake-repository.ts';

// Real processes on a machine that may be busy: these limits only end what hangs.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const PORT_BASE = '23100';

let repository: FakeRepository;
let dataDir: string;
let running: Running[];
beforeAll(() => {
  repository = makeFakeRepository();
});
afterAll(() => repository.remove());
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'fairlead-data-'));
  running = [];
});
afterEach(async () => {
  for (const one of running) await one.end('SIGTERM');
  rmSync(dataDir, { recursive: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly printed: () => string;
  readonly ended: Promise<number | null>;
  end(signal: NodeJS.Signals): Promise<number | null>;
  until(text: string): Promise<void>;
}

function run(command: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Running {
  const program = join(repository.root, 'tooling/dist', `${command}.js`);
  const child = spawn(process.execPath, [program, ...args], {
    cwd: repository.root,
    env: { PATH: process.env.PATH, FAIRLEAD_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk;
    });
  }
  const ended = new Promise<number | null>((fulfil) => child.on('close', fulfil));
  const one: Running = {
    child,
    printed: () => text,
    ended,
    async end(signal) {
      child.kill(signal);
      return await ended;
    },
    async until(wanted) {
      await expect.poll(() => text, { timeout: 20_000 }).toContain(wanted);
    },
  };
  running.push(one);
  return one;
}

const start = (args: readonly string[] = []) => run('start', ['--port-base', PORT_BASE, ...args]);
const linesOf = (one: Running) =>
  one
    .printed()
    .replace(/ \(\d+ ms\)/g, '')
    .trimEnd()
    .split('\n');

test('brings everything up in order, says where it is, and stops it in the opposite order', async () => {
  const system = start(['--no-demo']);
  await system.until('\ncredentials ');
  expect(linesOf(system).slice(0, 8)).toEqual([
    'postgres  accepts at postgresql://127.0.0.1:23105/fairlead',
    'migrate   2 applied',
    'seed      credentials created',
    'venue-sim healthy at http://127.0.0.1:23103',
    'worker    healthy at http://127.0.0.1:23104',
    'router    healthy at http://127.0.0.1:23101',
    'web       healthy at http://127.0.0.1:23100',
    'ready',
  ]);
  expect(system.printed()).toMatch(
    /\nconsole http:\/\/127\.0\.0\.1:23100\nrouter http:\/\/127\.0\.0\.1:23101\ncredentials /,
  );
  const secret = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).betterAuthSecret;
  expect(await (await fetch('http://127.0.0.1:23100/')).json()).toEqual({ url: '/', secret, demo: 'off' });
  // The router has no business with the console's secret.
  expect(await (await fetch('http://127.0.0.1:23101/')).json()).toEqual({ url: '/', demo: 'off' });

  expect(await system.end('SIGINT')).toBe(0);
  expect(linesOf(system).slice(-7)).toEqual([
    'stopping',
    'web       stopped',
    'router    stopped',
    'worker    stopped',
    'venue-sim stopped',
    'postgres  stopped',
    'stopped',
  ]);
  expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);
  await expect(fetch('http://127.0.0.1:23101/')).rejects.toThrow();
});

test('a second start on the same data, and a reset, are refused; a reset afterwards empties it', async () => {
  const system = start();
  await system.until('\ncredentials ');
  const second = start();
  expect(await second.ended).toBe(1);
  expect(linesOf(second)).toEqual([expect.stringMatching(/^fairlead: already running on .* as process \d+: stop/)]);
  expect(await run('reset').ended).toBe(1);
  await system.end('SIGTERM');
  expect(existsSync(join(dataDir, 'postgres'))).toBe(true);
  expect(await run('reset').ended).toBe(0);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});

test('when a process dies the others are stopped and the failure is explained', async () => {
  const system = start();
  await system.until('\ncredentials ');
  await fetch('http://127.0.0.1:23101/die').catch(() => {});
  expect(await system.ended).toBe(1);
  expect(system.printed()).toMatch(
    /fairlead: router ended with code 9; its log is .*router\.log, the last of it:\n {2}router is up\n/,
  );
  expect(system.printed()).toContain('venue-sim stopped');
});

test('a step that fails is one line with what to do', async () => {
  repository.put(
    'node_modules/@fairlead/db/migrate.js',
    `export const migrate = async () => { throw new Error('no table'); };`,
  );
  const system = start();
  const code = await system.ended;
  repository.put('node_modules/@fairlead/db/migrate.js', `export const migrate = async () => ({ applied: [] });`);
  expect(code).toBe(1);
  expect(linesOf(system)[1]).toMatch(
    /^fairlead: migrate failed: no table; see .*; npm run reset begins with an empty database$/,
  );
  expect(readFileSync(join(dataDir, 'logs/start.log'), 'utf8')).toContain('Error: no table\n    at ');
});

test('a database of one’s own is used, and a busy port is left for the next', async () => {
  const busy = createServer().listen(23_100, '127.0.0.1');
  const url = 'postgresql://me:secret@127.0.0.1:1/mine';
  const system = run('start', ['--port-base', PORT_BASE], { DATABASE_URL: url });
  await system.until('\ncredentials ');
  busy.close();
  expect(system.printed()).not.toContain('secret');
  expect(linesOf(system)[0]).toMatch(/^migrate/);
  expect(system.printed()).toContain('console http://127.0.0.1:23101\n');
});

test('an interruption before it is ready stops what has been started', async () => {
  repository.put(
    'node_modules/@fairlead/db/seed.js',
    `export const seed = () => new Promise(() => setInterval(() => {}, 1000));`,
  );
  const system = start();
  await system.until('migrate');
  const code = await system.end('SIGINT');
  repository.put(
    'node_modules/@fairlead/db/seed.js',
    `export const seed = async () => ({ credentials: 'kept', hint: null });`,
  );
  expect(code).toBe(0);
  expect(linesOf(system).slice(-3)).toEqual(['stopping', 'postgres  stopped', 'stopped']);
});

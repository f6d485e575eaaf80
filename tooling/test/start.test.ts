import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { isAlive, markOf } from '../src/start/process-table.ts';
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
    .replace(/ \([\d.]+ m?s\)/g, '')
    .trimEnd()
    .split('\n')
    // A busy machine makes a step say that it goes on.
    .filter((line) => !/ … \d+ s$/.test(line));

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
  expect(await (await fetch('http://127.0.0.1:23100/')).json()).toMatchObject({ url: '/', secret, demo: 'off' });
  // The router has no business with the console's secret.
  expect(await (await fetch('http://127.0.0.1:23101/')).json()).toEqual({
    url: '/',
    demo: 'off',
    pid: expect.any(Number),
  });

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

test('looks at a file of exported acts alone, without a database', async () => {
  const looked = async (text: string | null) => {
    const file = join(dataDir, 'acts.jsonl');
    if (text !== null) writeFileSync(file, text);
    const one = run('audit-verify', ['--export', text === null ? `${file}.none` : file]);
    return [await one.ended, one.printed().trimEnd()];
  };
  expect(await looked('good\n')).toEqual([0, expect.stringMatching(/^OK /)]);
  expect(await looked('good\nbad\n')).toEqual([1, 'ALTERED   audit entry 2: it is bad']);
  expect(await looked(null)).toEqual([2, expect.stringContaining('there is no file')]);
});

test('exports the acts of a database from a day on', async () => {
  const system = start();
  await system.until('\ncredentials ');
  const exported = async (...args: string[]) => {
    const one = run('audit-export', args);
    return [await one.ended, one.printed().split('\n')[0]];
  };
  expect(await exported()).toEqual([0, '{"kind":"ACT","fromUs":0}']);
  expect(await exported('--from', '2026-11-29')).toEqual([0, '{"kind":"ACT","fromUs":1795910400000000}']);
  expect(await exported('--from', 'today')).toEqual([2, expect.stringContaining('it must be a day')]);
});

test('audits the record of a database that runs, or is started for it, and tells by its code what it found', async () => {
  const audited = async (...args: string[]) => {
    const one = run('audit-verify', args, { POSTGRES_PORT: '23109' });
    return [await one.ended, one.printed().trimEnd().split('\n').at(-1), /audits (.*)/.exec(one.printed())?.[1]];
  };
  expect(await audited()).toEqual([
    2,
    expect.stringMatching(/^fairlead: there is no database in .*: npm start makes one$/),
    undefined,
  ]);
  const system = start();
  await system.until('\ncredentials ');
  const well = 'OK        nothing was altered, nothing is missing, nothing was added';
  expect(await audited()).toEqual([0, well, 'postgresql://of-the-running']);
  await system.end('SIGTERM');
  expect(await audited()).toEqual([0, well, 'postgresql://u:secret@127.0.0.1:23109/fairlead']);
  expect(await audited('--root', `2026-11-28=${'ab'.repeat(32)}`)).toEqual([
    ...[1, 'MISSING   root of 2026-11-28: there is none', 'postgresql://u:secret@127.0.0.1:23109/fairlead'],
  ]);
  expect(await audited('--export-root', '2026-11-29')).toEqual([0, '2026-11-29=ab', undefined]);
  expect(await audited('--export-root', '2026-11-28')).toEqual([
    2,
    expect.stringContaining('no root of 2026-11-28'),
    undefined,
  ]);
  expect(await audited('--root', 'yesterday')).toEqual([2, expect.stringContaining('it must be DAY=HASH'), undefined]);
  expect(await audited('--export-root', 'today')).toEqual([2, expect.stringContaining('it must be a day'), undefined]);
  // Nothing that was started for it is left.
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  expect(existsSync(join(dataDir, 'lock.json'))).toBe(false);
});

/** Where each process answers, in the order of their start; the database's keeper does not. */
const PORT_OF = { 'venue-sim': 23_103, worker: 23_104, router: 23_101, web: 23_100 } as const;
async function pidOf(name: keyof typeof PORT_OF): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${PORT_OF[name]}/`);
  return ((await answer.json()) as { pid: number }).pid;
}
const lockOf = () =>
  JSON.parse(readFileSync(join(dataDir, 'lock.json'), 'utf8')).started as { name: string; pid: number }[];

test('each process that is killed or ends comes back on its port, beside the others, and it is said', async () => {
  const system = start();
  await system.until('\ncredentials ');
  const before = await Promise.all(Object.keys(PORT_OF).map((name) => pidOf(name as keyof typeof PORT_OF)));
  for (const pid of before.slice(0, 3)) process.kill(pid, 'SIGKILL');
  await fetch('http://127.0.0.1:23100/die').catch(() => {});
  for (const name of Object.keys(PORT_OF)) await system.until(`${name.padEnd(10)}is back as process`);
  const after = await Promise.all(Object.keys(PORT_OF).map((name) => pidOf(name as keyof typeof PORT_OF)));
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  expect(system.printed()).toMatch(
    /\n\d\d:\d\d:\d\d router {4}was ended by SIGKILL; it starts again in 0\.\d s; its log is .*router\.log\n/,
  );
  expect(system.printed()).toMatch(/\n\d\d:\d\d:\d\d web {7}ended with code 9; it starts again/);
  expect(system.printed()).toMatch(/ router {4}is back as process \d+, healthy at http:\/\/127\.0\.0\.1:23101, after /);
  // What the next start would have to end, should this one be killed.
  expect(lockOf().map(({ pid }) => pid)).toEqual(expect.arrayContaining(after));
  expect(readFileSync(join(dataDir, 'logs/start.log'), 'utf8')).toContain('Z router    was ended by SIGKILL');
  expect(await system.end('SIGINT')).toBe(0);
  await expect(fetch('http://127.0.0.1:23101/')).rejects.toThrow();
});

test('the keeper of the database comes back when it was killed', async () => {
  const system = start();
  await system.until('\ncredentials ');
  process.kill(lockOf().find(({ name }) => name === 'postgres')?.pid ?? 0, 'SIGKILL');
  await system.until('postgres  is back as process');
  expect(system.printed()).toMatch(
    /is back as process \d+, accepts at postgresql:\/\/127\.0\.0\.1:23105\/fairlead, after/,
  );
});

test('Ctrl-C before the keeper of the database is back ends the server that it has left', async () => {
  const system = start();
  await system.until('\ncredentials ');
  const server = markOf(Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8')));
  process.kill(lockOf().find(({ name }) => name === 'postgres')?.pid ?? 0, 'SIGKILL');
  await system.until('postgres  was ended by SIGKILL');
  expect(await system.end('SIGINT')).toBe(0);
  expect(isAlive(server)).toBe(false);
});

test('Ctrl-C while a process that cannot come back is waited for ends everything at once', async () => {
  const system = start();
  await system.until('\ncredentials ');
  repository.put('apps/router/dist/main.js', `console.log('broken'); process.exit(4);`);
  process.kill(await pidOf('router'), 'SIGKILL');
  await system.until('router    ended with code 4; it starts again');
  const started = lockOf().map(({ pid }) => markOf(pid));
  const begun = performance.now();
  expect(await system.end('SIGINT')).toBe(0);
  repository.restore();
  expect(performance.now() - begun).toBeLessThan(9_000);
  expect(started.filter(isAlive)).toEqual([]);
});

test('a process that cannot start the first time stops the others, and the failure is explained', async () => {
  repository.put('apps/router/dist/main.js', `console.log('no such setting'); process.exit(9);`);
  const system = start();
  const code = await system.ended;
  repository.restore();
  expect(code).toBe(1);
  expect(system.printed()).toMatch(
    /fairlead: router ended with code 9; its log is .*router\.log, the last of it:\n {2}no such setting\n/,
  );
  expect(system.printed()).toContain('venue-sim stopped');
});

test('a database that is not there yet is waited for, and said to be', async () => {
  repository.put(
    'node_modules/@fairlead/db/reachable.js',
    `import { existsSync } from 'node:fs';
     export async function untilReachable(_url, { onWaiting }) {
       onWaiting('connect ECONNREFUSED 127.0.0.1:1');
       while (!existsSync(process.env.FAIRLEAD_DATA_DIR + '/there')) await new Promise((fulfil) => setTimeout(fulfil, 20));
     }`,
  );
  const system = run('start', ['--port-base', PORT_BASE], { DATABASE_URL: 'postgresql://me@127.0.0.1:1/mine' });
  await system.until('database  is not there yet, waiting for it: connect ECONNREFUSED 127.0.0.1:1\n');
  writeFileSync(join(dataDir, 'there'), '');
  await system.until('\ncredentials ');
  repository.restore();
  expect(linesOf(system)[1]).toBe('database  accepts at postgresql://127.0.0.1:1/mine');
});

test('what a start writes is its owner’s alone', async () => {
  const system = start();
  await system.until('\ncredentials ');
  const open = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.parentPath.startsWith(join(dataDir, 'postgres')))
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => (statSync(path).mode & 0o077) !== 0);
  // Written by the stand-in of the seed.
  expect(open).toEqual([join(dataDir, 'credentials.json')]);
});

test('a step that fails is one line with what to do', async () => {
  repository.put(
    'node_modules/@fairlead/db/migrate.js',
    `export const migrate = async () => { throw new Error('no table'); };`,
  );
  const system = start();
  const code = await system.ended;
  repository.restore();
  expect(code).toBe(1);
  // Told on the other stream than the steps, so it may arrive before or after the next of them.
  expect(linesOf(system)).toContainEqual(
    expect.stringMatching(/^fairlead: migrate failed: no table; see .*; npm run reset begins with an empty database$/),
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
  expect(linesOf(system).slice(0, 2)).toEqual([
    'database  accepts at postgresql://127.0.0.1:1/mine',
    expect.stringMatching(/^migrate/),
  ]);
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
  repository.restore();
  expect(code).toBe(0);
  expect(linesOf(system).slice(-3)).toEqual(['stopping', 'postgres  stopped', 'stopped']);
});

import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type EmbeddedPostgres, findRunning, startEmbeddedPostgres } from './embedded-postgres.ts';
import { query } from './testing/query.ts';
import { freePort } from './testing/test-server.ts';

/** A directory that the server's account can reach, and starts of servers in it that are stopped at the end. */
async function setUp(mode = 0o755) {
  const directory = await mkdtemp(join(tmpdir(), 'fairlead-embedded-'));
  await chmod(directory, mode);
  const started: EmbeddedPostgres[] = [];
  return {
    dataDir: join(directory, 'postgres'),
    async start(options: { dataDir?: string; port?: number } = {}) {
      const port = options.port ?? (await freePort());
      const dataDir = options.dataDir ?? join(directory, 'postgres');
      const server = await startEmbeddedPostgres({ dataDir, port, settings: { fsync: 'off' } });
      started.push(server);
      return server;
    },
    async [Symbol.asyncDispose]() {
      for (const server of started) await server.stop();
      for (const server of started) await rm(server.dataDir, { recursive: true, force: true });
      await rm(directory, { recursive: true });
    },
  };
}

async function serverPid(server: EmbeddedPostgres): Promise<number> {
  return Number.parseInt(await readFile(join(server.dataDir, 'postmaster.pid'), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('keeps its data over a stop, and leaves no process', async () => {
  await using set = await setUp();
  const first = await set.start();
  await query(first.url, 'create table kept as select 42 as answer');
  const pid = await serverPid(first);
  await first.stop();
  await first.stop();
  expect(isAlive(pid)).toBe(false);
  const second = await set.start();
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  expect(await query(second.url, 'show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
});

it('is found by others while it runs, and told from one that is stopped or was never made', async () => {
  await using set = await setUp();
  expect(await findRunning(set.dataDir)).toBe('ABSENT');
  const server = await set.start();
  expect(await findRunning(set.dataDir)).toEqual({ url: server.url });
  await server.stop();
  expect(await findRunning(set.dataDir)).toBe('STOPPED');
});

it('starts again after the server was killed', async () => {
  await using set = await setUp();
  const first = await set.start();
  await query(first.url, 'create table kept as select 42 as answer');
  process.kill(await serverPid(first), 'SIGKILL');
  const second = await set.start();
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

it('takes over a server whose starter is gone, and only then', async () => {
  await using set = await setUp();
  const first = await set.start();
  const ownerFile = join(set.dataDir, 'fairlead.owner');
  await writeFile(ownerFile, String(process.ppid));
  await expect(set.start()).rejects.toThrow(`in use by process ${process.ppid}`);
  await writeFile(ownerFile, String(spawnSync(process.execPath, ['--version']).pid));
  const second = await set.start();
  expect(isAlive(await serverPid(second))).toBe(true);
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await expect(query(first.url, 'select 1')).rejects.toThrow();
});

it('runs several at a time', async () => {
  await using set = await setUp();
  const servers = await Promise.all(['a', 'b'].map((name) => set.start({ dataDir: `${set.dataDir}-${name}` })));
  for (const server of servers) expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('says what is wrong when the port is taken', async () => {
  await using set = await setUp();
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await expect(set.start({ port: port ?? 0 })).rejects.toThrow(/did not start: could not create any TCP\/IP sockets/);
  await new Promise((resolve) => taken.close(resolve));
});

it('does not write over what is not its own', async () => {
  await using set = await setUp();
  await writeFile(set.dataDir, 'mine');
  await expect(set.start()).rejects.toThrow('not a finished Fairlead database');
  expect(await readFile(set.dataDir, 'utf8')).toBe('mine');
});

const root = process.getuid?.() === 0;
it.runIf(root)('as root, goes where its account can when that cannot enter the wanted place', async () => {
  await using set = await setUp(0o700);
  const first = await set.start();
  expect(first.dataDir).toMatch(/^\/var\/lib\/fairlead\/[0-9a-f]{16}$/);
  await query(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  const second = await set.start();
  expect(second.dataDir).toBe(first.dataDir);
  expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

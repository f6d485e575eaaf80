import { spawn } from 'node:child_process';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import pg from 'pg';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { migrate } from '../migrate.ts';
import { seedCatalogue } from '../seed-catalogue.ts';

/** The database that every test database is a copy of: migrated, with venues, instruments and the two clients. */
export const TEMPLATE = 'fairlead';

const WATCHER = fileURLToPath(new URL('../../scripts/stop-when-gone.mjs', import.meta.url));
const POLL_MS = 20;
const START_MS_MAX = 60_000;
/** Nothing of a test outlives it, so nothing waits for the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' };

let server: Promise<string> | null = null;

/**
 * The URL (database `postgres`) of the one server of this test run, started by whoever asks first and shared by all its workers.
 * A small process of its own stops it when the run has ended, so that no worker's death leaves it behind.
 */
export function testServer(): Promise<string> {
  server ??= joinOrStart();
  return server;
}

async function joinOrStart(): Promise<string> {
  // A worker process is the child of the run; a worker thread and a plain program are the run.
  const owner = isMainThread && process.send !== undefined ? process.ppid : process.pid;
  const shared = join(tmpdir(), `fairlead-test-${owner}`);
  for (;;) {
    const first = await mkdir(shared, { mode: 0o755 }).then(
      () => true,
      () => false,
    );
    if (first) return start(shared, owner);
    const url = await joinExisting(shared);
    if (await answers(url)) return url;
    // Left by a run that had this process id before and whose watcher was killed.
    await rm(shared, { recursive: true, force: true });
  }
}

async function start(shared: string, owner: number): Promise<string> {
  try {
    const dataDir = join(shared, 'postgres');
    const embedded = await startEmbeddedPostgres({ dataDir, port: await freePort(), settings: FAST });
    spawn(process.execPath, [WATCHER, String(owner), embedded.dataDir, shared], {
      detached: true,
      stdio: 'ignore',
    }).unref();
    await migrate(embedded.url);
    await seedCatalogue(embedded.url);
    await makeMonths(embedded.url);
    // Not to the template itself: a database that somebody is connected to cannot be copied.
    const url = embedded.url.replace(/fairlead$/, 'postgres');
    await publish(shared, url);
    return url;
  } catch (error) {
    await publish(shared, '');
    throw error;
  }
}

/** Orders of tests are of November 2026 whenever these run; in production the projector makes the months that it needs. */
async function makeMonths(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("select ensure_projection_partitions('2026-11-01Z', 1)");
  await client.end();
}

async function publish(shared: string, url: string): Promise<void> {
  await writeFile(join(shared, 'url.new'), url, { mode: 0o600 });
  await rename(join(shared, 'url.new'), join(shared, 'url'));
}

async function joinExisting(shared: string): Promise<string> {
  const deadline = Date.now() + START_MS_MAX;
  while (Date.now() < deadline) {
    const url = await readFile(join(shared, 'url'), 'utf8').catch(() => null);
    if (url === '') throw new Error('the test server did not start: see the first failure');
    if (url !== null) return url;
    await wait(POLL_MS);
  }
  throw new Error(`no test server in time: remove ${shared} if no test is running`);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { migrate } from '../migrate.ts';
import { seedCatalogue } from '../seed-catalogue.ts';
import type { TestDatabase } from './test-database.ts';
import { freePort } from './test-server.ts';

/** A server of a test's own, durable as in production, that may be killed and started again. Migrated, with the default catalogue. */
export interface OwnServer extends TestDatabase {
  /** Kills its first process as the kernel would that is out of memory; the others then end by themselves. */
  kill(): Promise<void>;
  /** Ends its connections and stops it; nothing happens where it has gone already. */
  stop(): Promise<void>;
  /** Starts it again on what it has left, as often as that takes. */
  start(): Promise<void>;
}

const WATCHER = fileURLToPath(new URL('../../scripts/stop-when-gone.mjs', import.meta.url));
const START_MS_MAX = 60_000;
const PAUSE_MS = 250;

/** Starts a server whose data lies in a folder below `within`. */
export async function ownServer(within = tmpdir()): Promise<OwnServer> {
  const folder = await mkdtemp(join(within, 'fairlead-own-'));
  // The server's account has to get there.
  await chmod(folder, 0o755);
  const options = { dataDir: join(folder, 'postgres'), port: await freePort() };
  let server: EmbeddedPostgres = await startEmbeddedPostgres(options);
  const watched = [WATCHER, String(process.pid), server.dataDir, folder];
  spawn(process.execPath, watched, { detached: true, stdio: 'ignore' }).unref();
  await migrate(server.url);
  await seedCatalogue(server.url);
  return {
    url: server.url,
    kill: () => kill(server.dataDir),
    stop: () => server.stop(),
    async start() {
      server = await startedAgain(options);
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await rm(server.dataDir, { recursive: true, force: true, maxRetries: 10 });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As `npm start` does: what could not be started is started again a moment later. */
async function startedAgain(options: Parameters<typeof startEmbeddedPostgres>[0]): Promise<EmbeddedPostgres> {
  const deadline = performance.now() + START_MS_MAX;
  for (;;) {
    try {
      return await startEmbeddedPostgres(options);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await wait(PAUSE_MS);
    }
  }
}

async function kill(dataDir: string): Promise<void> {
  const pid = Number.parseInt(await readFile(join(dataDir, 'postmaster.pid'), 'utf8'), 10);
  process.kill(pid, 'SIGKILL');
}

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@fairlead/db/embedded-postgres';
import { migrate } from '@fairlead/db/migrate';
import { seedCatalogue } from '@fairlead/db/seed-catalogue';

/** Runs work with an embedded PostgreSQL of its own, durable as in production, migrated and seeded; nothing of it is left afterwards. */
export async function withDurablePostgres<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-bench-'));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), port: await freePort() });
  try {
    await migrate(server.url);
    await seedCatalogue(server.url);
    return await work(server.url);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    // As root the data may lie elsewhere.
    await rm(server.dataDir, { recursive: true, force: true });
  }
}

/** A port of the loopback that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@fairlead/db/migrate';
import { seedCatalogue } from '@fairlead/db/seed-catalogue';
import { environmentForTools } from '../env.ts';
import { Refusal } from '../refusal.ts';
import { ROOT } from '../root.ts';
import { readAddress } from './postgres-address.ts';
import { Service } from './service.ts';

const STOP_MS_MAX = 60_000;

/**
 * Runs work with an embedded PostgreSQL of its own, durable as in production, migrated and seeded (with the whole catalogue where nothing else is said);
 * nothing of it is left afterwards, also when we are killed: its keeper sees to that.
 */
export async function withOwnDatabase<T>(
  work: (databaseUrl: string, serverPid: number) => Promise<T>,
  seed: (databaseUrl: string) => Promise<void> = seedCatalogue,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-own-'));
  const keeper = Service.start({
    name: 'postgres',
    args: [join(ROOT, 'tooling/dist/postgres.js'), join(folder, 'postgres'), String(await freePort()), '--forget'],
    cwd: ROOT,
    env: environmentForTools(),
    logPath: join(folder, 'postgres.log'),
    stopMsMax: STOP_MS_MAX,
  });
  try {
    const died = keeper.exited.then(() => {
      throw new Refusal(`postgres did not start: ${keeper.lastLines(3).join(' | ')}`);
    });
    const { url, serverPid } = readAddress(await Promise.race([keeper.message, died]));
    await migrate(url);
    await seed(url);
    return await Promise.race([work(url, serverPid), died]);
  } finally {
    await keeper.stop();
    await rm(folder, { recursive: true, force: true });
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

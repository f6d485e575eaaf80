import { existsSync } from 'node:fs';
import { findRunning } from '@fairlead/db/embedded-postgres';
import type { StartEnvironment } from '../env.ts';
import { Refusal } from '../refusal.ts';
import { refuseIfRunning, takeLock } from './instance-lock.ts';
import { layOut } from './layout.ts';
import { choosePorts } from './ports.ts';
import { readAddress } from './postgres-address.ts';
import { Service } from './service.ts';
import { postgresSpec } from './services.ts';

/**
 * Runs work on the database of an installation, for programs beside the router: that of DATABASE_URL, or the embedded one, which is started for
 * the time where it does not run.
 */
export async function withDatabase<T>(
  environment: StartEnvironment,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  const { databaseUrl, dataDir } = environment;
  if (databaseUrl !== undefined) return work(databaseUrl);
  const found = existsSync(dataDir) ? await findRunning(layOut(dataDir).postgresDir) : 'ABSENT';
  if (found === 'ABSENT') throw new Refusal(`there is no database in ${dataDir}: npm start makes one`);
  return found === 'STOPPED' ? startedFor(environment, work) : work(found.url);
}

async function startedFor<T>(environment: StartEnvironment, work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const layout = layOut(environment.dataDir);
  refuseIfRunning(layout.dataDir);
  const lock = takeLock(layout.dataDir, (line) => console.error(line));
  const ports = await choosePorts({ base: undefined, asked: environment.ports });
  const keeper = Service.start(postgresSpec({ layout, ports, inherited: environment.inherited }));
  lock.record('postgres', keeper.pid);
  try {
    const died = keeper.exited.then(() => {
      throw new Refusal(`postgres did not start: ${keeper.lastLines(3).join(' | ')}`);
    });
    const { url } = readAddress(await Promise.race([keeper.message, died]));
    return await Promise.race([work(url), died]);
  } finally {
    await keeper.stop();
    lock.release();
  }
}

import { existsSync } from 'node:fs';
import { errorLine, isAway } from '@fairlead/db/database-error';
import { findRunning } from '@fairlead/db/embedded-postgres';
import type { StartEnvironment } from '../env.ts';
import { Refusal } from '../refusal.ts';
import { refuseIfRunning, takeLock } from './instance-lock.ts';
import { layOut } from './layout.ts';
import { choosePorts } from './ports.ts';
import { readAddress } from './postgres-address.ts';
import { Service } from './service.ts';
import { postgresSpec } from './services.ts';

/** SQLSTATE codes of a table, column or function that is not there: of a database that a newer version has not brought up to date. */
const OLDER: ReadonlySet<unknown> = new Set(['42P01', '42703', '42883']);
/** And of a login or database that the server does not know. */
const NOT_LET_IN: ReadonlySet<unknown> = new Set(['28000', '28P01', '3D000']);

/**
 * Runs work on the database of an installation, for programs beside the router: that of DATABASE_URL, or the embedded one, which is started for
 * the time where it does not run. Refuses one that is not there, does not let us in, or is of an older version.
 */
export async function withDatabase<T>(
  environment: StartEnvironment,
  work: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  try {
    return await onDatabase(environment, work);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (OLDER.has(code)) throw new Refusal('the database is of an older version: npm start brings it up to date');
    if (NOT_LET_IN.has(code) || isAway(error)) throw new Refusal(`the database cannot be asked: ${errorLine(error)}`);
    throw error;
  }
}

async function onDatabase<T>(environment: StartEnvironment, work: (databaseUrl: string) => Promise<T>): Promise<T> {
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

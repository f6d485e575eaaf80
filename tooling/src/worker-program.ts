import { join } from 'node:path';
import { readReplayEnvironment, readStartEnvironment, type StartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';
import { withDatabase } from './start/with-database.ts';
import { runProgram } from './test-run/program.ts';

/** How a program gets its database. */
type Database = (environment: StartEnvironment, work: (databaseUrl: string) => Promise<number>) => Promise<number>;

/**
 * Runs a program of the worker with the arguments of this one, on the database of this installation or another; it reads paths from where a person stood. First it only
 * reads its arguments, without a database: nobody waits for one that is started for words that are wrong, or is told that there is none.
 */
export async function runWorkerProgram(name: string, database: Database = withDatabase): Promise<void> {
  const program = join(ROOT, 'apps/worker/dist', `${name}.js`);
  try {
    const environment = readStartEnvironment();
    const run = (databaseUrl: string | undefined) =>
      runProgram({
        args: [program, ...process.argv.slice(2)],
        cwd: readReplayEnvironment().from,
        env: { ...environment.inherited, DATABASE_URL: databaseUrl },
      });
    const wrong = await run(undefined);
    process.exitCode = wrong === 0 ? await database(environment, run) : wrong;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`fairlead: ${error.message}`);
    process.exitCode = 2;
  }
}

import { join } from 'node:path';
import { readReplayEnvironment, readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';
import { withDatabase } from './start/with-database.ts';
import { runProgram } from './test-run/program.ts';

/**
 * `npm run import -- --orders FILE --routes FILE --executions FILE`: imports what a firm has not routed here into the database of this installation
 * (docs/import.md). The worker's own program does it, and reads paths from where a person stood.
 */
const PROGRAM = join(ROOT, 'apps/worker/dist/import-main.js');

try {
  const environment = readStartEnvironment();
  process.exitCode = await withDatabase(environment, (databaseUrl) =>
    runProgram({
      args: [PROGRAM, ...process.argv.slice(2)],
      cwd: readReplayEnvironment().from,
      env: { ...environment.inherited, DATABASE_URL: databaseUrl },
    }),
  );
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

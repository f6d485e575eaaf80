import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readReplayEnvironment, readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';
import { withDatabase } from './start/with-database.ts';

/**
 * `npm run import -- --orders FILE --routes FILE --executions FILE`: imports what a firm has not routed here into the database of this installation
 * (docs/import.md). The worker does it, in a process of its own, and reads paths from where a person stood.
 */
const PROGRAM = join(ROOT, 'apps/worker/dist/import-main.js');
/** Ends it with us, however we end. */
const GUARD = pathToFileURL(join(ROOT, 'tooling/orphan-guard.mjs')).href;

try {
  const environment = readStartEnvironment();
  process.exitCode = await withDatabase(environment, async (databaseUrl) => {
    const child = spawn(process.execPath, ['--import', GUARD, PROGRAM, ...process.argv.slice(2)], {
      cwd: readReplayEnvironment().from,
      env: { ...environment.inherited, DATABASE_URL: databaseUrl },
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    const passOn = (signal: NodeJS.Signals) => void child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, passOn);
    const [code] = await once(child, 'exit');
    return typeof code === 'number' ? code : 3;
  });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

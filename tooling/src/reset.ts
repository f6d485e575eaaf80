import { readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { refuseIfRunning } from './start/instance-lock.ts';
import { emptyDataDir } from './start/layout.ts';

/** `npm run reset`: empties the data folder, so that the next start begins anew. */
try {
  const { dataDir, databaseUrl } = readStartEnvironment();
  refuseIfRunning(dataDir);
  emptyDataDir(dataDir, { keepKeys: databaseUrl !== undefined });
  console.log(`emptied ${dataDir}`);
  if (databaseUrl !== undefined)
    console.log('the database of DATABASE_URL and its keys were not touched: they are not ours to empty');
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 1;
}

import { seedCalendar } from '@fairlead/db/seed-catalogue';
import { withOwnDatabase } from './start/own-database.ts';
import { runWorkerProgram } from './worker-program.ts';

/**
 * `npm run report -- 606a1 --year 2026 --quarter 3 --out DIR`: makes a report of this installation's orders, or with `--import DIR` of a firm's own files, in a
 * database that is made for it and is gone afterwards (docs/import.md), with no venue of ours in it: its names are the firm's. The worker's own program does it.
 */
const isOfFiles = process.argv.slice(2).some((arg) => arg === '--import' || arg.startsWith('--import='));
await runWorkerProgram('report-main', isOfFiles ? (_, work) => withOwnDatabase(work, seedCalendar) : undefined);

import { runWorkerProgram } from './worker-program.ts';

/**
 * `npm run import -- --orders FILE --routes FILE --executions FILE`: imports what a firm has not routed here into the database of this installation
 * (docs/import.md). The worker's own program does it.
 */
await runWorkerProgram('import-main');

import { runWorkerProgram } from './worker-program.ts';

/** `npm run drop-copies -- FILE…`: takes what venues say of their days, for the reconciliation of reports (docs/import.md). */
await runWorkerProgram('drop-copies-main');

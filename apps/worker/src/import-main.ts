import { importFault, importProgram } from './import/import-program.ts';
import { runProgram } from './run-program.ts';

await runProgram({ fault: importFault, work: importProgram });

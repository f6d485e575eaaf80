import { createPool } from '@fairlead/db/pool';
import { readReportCommand } from './report-program/report-command.ts';
import { reportProgram } from './report-program/report-program.ts';
import { runProgram } from './run-program.ts';

await runProgram({
  fault: (words) => {
    const command = readReportCommand(words);
    return command.ok ? null : command.error;
  },
  work: async (words, { databaseUrl }, output) => {
    const pool = createPool(databaseUrl, { max: 6, onError: () => {} });
    try {
      return await reportProgram(words, { pool, nowUs: () => Date.now() * 1_000, ...output });
    } finally {
      await pool.end();
    }
  },
});

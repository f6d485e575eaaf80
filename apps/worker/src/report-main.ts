import { createPool } from '@fairlead/db/pool';
import { readEnv } from './env.ts';
import { reportProgram } from './report-program/report-program.ts';

const pool = createPool(readEnv().DATABASE_URL, { max: 6, onError: () => {} });
const output = {
  say: (line: string) => console.log(line),
  complain: (line: string) => console.error(`fairlead: ${line}`),
};
reportProgram(process.argv.slice(2), { pool, nowUs: () => Date.now() * 1_000, ...output })
  .then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      output.complain(error instanceof Error ? error.message : String(error));
      process.exitCode = 3;
    },
  )
  .finally(() => pool.end());

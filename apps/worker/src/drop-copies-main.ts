import { createPool } from '@fairlead/db/pool';
import { dropCopyProgram } from './drop-copy/drop-copy-program.ts';
import { readEnv } from './env.ts';

const pool = createPool(readEnv().DATABASE_URL, { max: 2, onError: () => {} });
const output = {
  say: (line: string) => console.log(line),
  complain: (line: string) => console.error(`fairlead: ${line}`),
};
dropCopyProgram(process.argv.slice(2), { pool, ...output })
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

import { createPool } from '@fairlead/db/pool';
import { dropCopyFault, dropCopyProgram } from './drop-copy/drop-copy-program.ts';
import { runProgram } from './run-program.ts';

await runProgram({
  fault: dropCopyFault,
  work: async (words, { databaseUrl }, output) => {
    const pool = createPool(databaseUrl, { max: 2, onError: () => {} });
    try {
      return await dropCopyProgram(words, { pool, ...output });
    } finally {
      await pool.end();
    }
  },
});

import { readEnv } from './env.ts';
import { importProgram } from './import/import-program.ts';

const { DATABASE_URL, REDIS_URL } = readEnv();
importProgram(
  process.argv.slice(2),
  { databaseUrl: DATABASE_URL, redisUrl: REDIS_URL },
  { say: (line) => console.log(line), complain: (line) => console.error(`fairlead: ${line}`) },
).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`fairlead: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 3;
  },
);

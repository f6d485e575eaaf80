import { runBenchmarks } from './bench/run.ts';
import { readReplayEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';

/** `npm run bench [-- NAME …]`: tables on standard output, `bench/results/<name>.json`, progress on standard error. */
try {
  await runBenchmarks(process.argv.slice(2), {
    shared: readReplayEnvironment().shared,
    progress: (line) => console.error(`bench     ${line}`),
    print: (text) => console.log(text),
  });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

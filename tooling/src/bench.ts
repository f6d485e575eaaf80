import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchmarkNames, runBenchmark } from './bench/run.ts';
import { readReplayEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';

/** `npm run bench [-- NAME …]`: tables on standard output, `bench/results/<name>.json`, progress on standard error. */
try {
  const names = benchmarkNames(process.argv.slice(2));
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    await runBenchmark(only, {
      shared: readReplayEnvironment().shared,
      progress: (line) => console.error(`bench     ${line}`),
      print: (text) => console.log(text),
    });
  } else process.exitCode = eachAlone(names);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

/** One process a benchmark: what one has taught the compiler, or left on the heap, slows the next. */
function eachAlone(names: readonly string[]): number {
  const program = fileURLToPath(import.meta.url);
  const codes = names.map((name) => spawnSync(process.execPath, [program, name], { stdio: 'inherit' }).status ?? 1);
  return Math.max(...codes);
}

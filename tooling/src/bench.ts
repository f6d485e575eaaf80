import { fileURLToPath } from 'node:url';
import { benchmarkNames, runBenchmark } from './bench/run.ts';
import { environmentForTools, readReplayEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';
import { runProgram, SIGNALLED } from './test-run/program.ts';

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
  } else process.exitCode = await eachAlone(names);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

/** One process a benchmark: what one has taught the compiler, or left on the heap, slows the next. */
async function eachAlone(names: readonly string[]): Promise<number> {
  let worst = 0;
  for (const name of names) {
    const args = [fileURLToPath(import.meta.url), name];
    const code = await runProgram({ args, cwd: ROOT, env: environmentForTools() });
    worst = Math.max(worst, code);
    if (code > SIGNALLED) break;
  }
  return worst;
}

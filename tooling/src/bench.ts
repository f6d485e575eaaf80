import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { otherNode } from './bench/other-node.ts';
import { benchmarkNames, runBenchmark } from './bench/run.ts';
import { environmentForTools, readReplayEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';
import { runProgram, SIGNALLED } from './test-run/program.ts';

/**
 * `npm run bench [-- NAME … --node 24 --profile --orders N --database URL]`: tables on standard output, `bench/results/<name>.json`, progress on standard error.
 */
try {
  const { names, node, profile, orders, database } = asked();
  const [only] = names;
  if (names.length === 1 && only !== undefined && node === undefined) {
    await runBenchmark(only, {
      shared: readReplayEnvironment().shared,
      profile,
      ...(orders === undefined ? {} : { orders: Number(orders) }),
      ...(database === undefined ? {} : { database }),
      progress: (line) => console.error(`bench     ${line}`),
      print: (text) => console.log(text),
    });
  } else
    process.exitCode = await eachAlone(names, {
      node: node === undefined ? undefined : await otherNode(node),
      profile,
    });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}

function asked() {
  try {
    const options = {
      node: { type: 'string' },
      orders: { type: 'string' },
      database: { type: 'string' },
      profile: { type: 'boolean', default: false },
    } as const;
    const { positionals, values } = parseArgs({ options, allowPositionals: true });
    return { names: benchmarkNames(positionals), ...values };
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal(error.message);
    throw error;
  }
}

/** One process a benchmark: what one has taught the compiler, or left on the heap, slows the next. */
async function eachAlone(
  names: readonly string[],
  { node, profile }: { node: string | undefined; profile: boolean },
): Promise<number> {
  let worst = 0;
  for (const name of names) {
    const args = [fileURLToPath(import.meta.url), name, ...(profile ? ['--profile'] : [])];
    const code = await runProgram({
      args,
      cwd: ROOT,
      env: environmentForTools(),
      ...(node === undefined ? {} : { node }),
    });
    worst = Math.max(worst, code);
    if (code > SIGNALLED) break;
  }
  return worst;
}

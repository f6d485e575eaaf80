import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { ROOT } from '../root.ts';
import type { Benchmark, BenchPorts } from './benchmark.ts';
import { decision } from './decision.ts';
import { orders, route } from './http-order-path.ts';
import { journal } from './journal.ts';
import { commitOf, machine } from './machine.ts';
import { nbbo } from './nbbo.ts';
import { tableOf } from './table.ts';

/** Every benchmark by its name, in the order in which all are run. */
const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map([
  ['nbbo', nbbo],
  ['decision', decision],
  ['journal', journal],
  ['route', route],
  ['orders', orders],
]);

/** Runs the named benchmarks, or all: each prints its table and writes its results. Refuses a name that it does not know. */
export async function runBenchmarks(
  names: readonly string[],
  ports: BenchPorts & { readonly print: (text: string) => void },
): Promise<void> {
  const unknown = names.find((name) => !BENCHMARKS.has(name));
  if (unknown !== undefined)
    throw new Refusal(`no benchmark '${unknown}'; there are: ${[...BENCHMARKS.keys()].join(', ')}`);
  for (const [name, benchmark] of BENCHMARKS) {
    if (names.length > 0 && !names.includes(name)) continue;
    const findings = await benchmark(ports);
    const results = { name, machine: machine(), commit: commitOf(ROOT), ...findings };
    const folder = join(ROOT, 'bench/results');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(results, null, 2)}\n`);
    ports.print(tableOf(name, findings));
  }
}

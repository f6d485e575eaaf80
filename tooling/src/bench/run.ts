import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { ROOT } from '../root.ts';
import { adaptation } from './adaptation.ts';
import type { Benchmark, BenchPorts, Findings } from './benchmark.ts';
import { bestVenue } from './best-venue.ts';
import { consoleSpeed } from './console.ts';
import { decision } from './decision.ts';
import { orders, route } from './http-order-path.ts';
import { imports } from './imports.ts';
import { journal } from './journal.ts';
import { lists } from './lists.ts';
import { commitOf, machine } from './machine.ts';
import { nbbo } from './nbbo.ts';
import { ordersBesideReport } from './orders-beside-report.ts';
import { quotes } from './quotes.ts';
import { replayDay } from './replay-day.ts';
import { reports } from './reports.ts';
import { split } from './split.ts';
import { statistics } from './statistics.ts';
import { tableOf } from './table.ts';

/** Every benchmark by its name, in the order in which all are run. */
const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map([
  ['nbbo', nbbo],
  ['quotes', quotes],
  ['decision', decision],
  ['split', split],
  ['adaptation', adaptation],
  ['replay', replayDay],
  ['best-venue', bestVenue],
  ['journal', journal],
  ['import', imports],
  ['lists', lists],
  ['reports', reports],
  ['statistics', statistics],
  ['route', route],
  ['orders', orders],
  ['orders-beside-report', ordersBesideReport],
  ['console', consoleSpeed],
]);

/** The major version of the oldest Node that runs this. */
const FLOOR = '20';

/** The benchmarks that are asked for: the named ones, or all. Refuses a name that it does not know. */
export function benchmarkNames(asked: readonly string[]): readonly string[] {
  const known = [...BENCHMARKS.keys()];
  const unknown = asked.find((name) => !BENCHMARKS.has(name));
  if (unknown !== undefined) throw new Refusal(`no benchmark '${unknown}'; there are: ${known.join(', ')}`);
  return asked.length === 0 ? known : known.filter((name) => asked.includes(name));
}

/** Runs one benchmark, prints its table, writes its results and gives them. */
export async function runBenchmark(
  name: string,
  ports: BenchPorts & { readonly print: (text: string) => void },
): Promise<Findings> {
  const benchmark = BENCHMARKS.get(name);
  if (benchmark === undefined) throw new Error(`no benchmark ${name}`);
  const findings = await benchmark(ports);
  const results = { name, machine: machine(), commit: commitOf(ROOT), ...findings };
  const folder = join(ROOT, 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${fileOf(name, ports)}.json`), `${JSON.stringify(results, null, 2)}\n`);
  ports.print(tableOf(name, findings));
  return findings;
}

/** What a newer Node, or a profile, has measured is kept beside the figures of the oldest Node that runs this. */
function fileOf(name: string, { profile }: Pick<BenchPorts, 'profile'>): string {
  const major = process.versions.node.split('.')[0];
  return [name, ...(profile ? ['profile'] : []), ...(major === FLOOR ? [] : [`node${major}`])].join('-');
}

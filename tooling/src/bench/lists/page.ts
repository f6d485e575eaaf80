import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../root.ts';
import type { Findings, Metric } from '../benchmark.ts';

const FILE = 'docs/measured-lists.md';

interface Measured extends Findings {
  readonly rounds: number;
  readonly p95MsMax: number;
}

/** Writes the page that tells what was measured, in words and tables. */
export async function writePage(measured: Measured): Promise<void> {
  await writeFile(join(ROOT, FILE), pageOf(measured));
}

/** The page as text. */
export function pageOf({ metrics, rounds, p95MsMax }: Measured): string {
  const queries = metrics.filter(({ unit }) => unit === 'ms');
  const above = queries.filter(({ p95 = 0 }) => p95 > p95MsMax);
  const figureOf = (name: string) => metrics.find(({ metric }) => metric === name)?.value ?? 0;
  const rows = (name: string) => Math.round(figureOf(name)).toLocaleString('en-US');
  const minutes = figureOf('making the database');
  return `# The console's lists, measured

Written by \`npm run bench -- lists\`. It makes a database of its own (\`packages/db/src/testing/made-orders.ts\`): ${rows('orders')} orders, ${rows('routing_decisions')} decisions, ${rows('child_orders')} children, ${rows('executions')} executions; 500 symbols and
120 clients, of which few have much${minutes > 0 ? `; made in ${minutes.toFixed(1)} minutes` : ''}. Then it asks every filter with every sort that the lists offer, as the console asks them: ${queries.length} queries, ${rounds} times each, in turn,
so that none has the caches to itself. \`--orders 1000000\` makes fewer, \`--database URL\` asks one that was made before. The database has 128 MB of buffers, as it is started. Every figure is in
[bench/results/lists.json](../bench/results/lists.json), the plan of the slowest statement of each query in [bench/results/lists-plans.txt](../bench/results/lists-plans.txt).

**Above ${p95MsMax} ms at p95: ${above.length} of ${queries.length}**${above.length === 0 ? '' : ` (${above.map(({ metric }) => metric).join('; ')})`}. Orders as a file: ${rows('orders as a file')} rows a second, read step by step.
Load of the machine's two cores, by its own count: ${figureOf('load of the machine at the end').toFixed(1)} at the end.

| queries | how many | p50, ms (the middle one) | p50, ms (the slowest) | p95, ms (the slowest) | which |
|---|---|---|---|---|---|
${[...kindsOf(queries)].map(([kind, of]) => kindRow(kind, of)).join('\n')}

## Every query

| query | p50, ms | p95, ms | worst, ms |
|---|---|---|---|
${queries.map(({ metric, p50, p95, max }) => `| ${metric} | ${shown(p50)} | ${shown(p95)} | ${shown(max)} |`).join('\n')}
`;
}

function kindsOf(queries: readonly Metric[]): Map<string, Metric[]> {
  const kinds = new Map<string, Metric[]>();
  for (const query of queries) {
    const kind = (query.metric.split(':')[0] ?? query.metric).replace(/ (?:asc|desc)$/, '');
    kinds.set(kind, [...(kinds.get(kind) ?? []), query]);
  }
  return kinds;
}

function kindRow(kind: string, queries: readonly Metric[]): string {
  const p50s = queries.map(({ p50 }) => p50 ?? 0).toSorted((a, b) => a - b);
  const slowest = queries.reduce((worst, query) => ((query.p95 ?? 0) > (worst.p95 ?? 0) ? query : worst));
  const which = slowest.metric.slice(slowest.metric.indexOf(':') + 1).trim();
  return `| ${kind} | ${queries.length} | ${shown(p50s[Math.floor(p50s.length / 2)])} | ${shown(p50s.at(-1))} | ${shown(slowest.p95)} | ${which} |`;
}

/** Two digits that count. */
function shown(ms: number | null | undefined): string {
  if (ms === null || ms === undefined) return '–';
  return ms >= 10 ? Math.round(ms).toLocaleString('en-US') : ms.toPrecision(2);
}

import type { Findings, Metric, Ratio } from './benchmark.ts';

const COLUMNS = ['metric', 'unit', 'value', 'p50', 'p99', 'p99.9', 'max', 'n'] as const;

/** The findings as text: a table of the metrics, and one of the ratios. */
export function tableOf(name: string, { metrics, ratios }: Findings): string {
  const table = aligned([[...COLUMNS], ...metrics.map(metricRow)]);
  const checks = aligned([['ratio', 'value', 'target', 'met'], ...ratios.map(ratioRow)]);
  return `\n${name}\n${table}\n\n${checks}\n`;
}

function metricRow(metric: Metric): string[] {
  const { value, p50, p99, p999, max } = metric;
  return [metric.metric, metric.unit, ...[value, p50, p99, p999, max].map(shown), String(metric.n)];
}

function ratioRow(ratio: Ratio): string[] {
  const met = ratio.met === null ? '' : ratio.met ? 'yes' : 'NO';
  return [ratio.name, shown(ratio.value), shown(ratio.target), met];
}

/** Large figures whole, small ones with three digits that count. */
function shown(value: number | null): string {
  if (value === null) return '';
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cellOf(cell, column, widths))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellOf(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

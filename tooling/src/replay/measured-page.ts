import type { Interval } from './interval.ts';
import type { replayReport } from './report.ts';
import { RUN_PARTS } from './run-name.ts';

type Report = ReturnType<typeof replayReport>;
type Figures = Report['baseline'][string]['over_seeds'];

/** A report as a page to read: one line an objective and mode, the baselines, and what the figures assume. */
export function measuredPage(report: Report): string {
  const best = Object.values(report.runs)[0]?.gain.best_baseline ?? 'none';
  const baselines = Object.entries(report.baseline).map(([name, { over_seeds }]) => [name, ...figureCells(over_seeds)]);
  const runs = Object.entries(report.runs).map(([name, { over_seeds, gain, resting, filled_quantity }]) => [
    ...name.split('/'),
    ...figureCells(over_seeds),
    cell(gain.bps, 3),
    cell(gain.percent, 1),
    ...restingCells(resting, filled_quantity),
  ]);
  const figures = ['completed cost, bp', 'cost of what filled, bp', 'filled, %'];
  const lines = [
    '# Replay, measured',
    '',
    `Written by \`npm run replay -- --report\`. ${report.quotes_file}: ${report.quotes} quotes, ${report.trades} trades, ${seedsOf(report)}, ${report.orders} orders over all runs, horizon ${report.horizon_s} s, ${report.trade_throughs} trade-throughs, ${report.invariant_violations} invariant violations; digest \`${report.digest}\`.`,
    '',
    `Costs are basis points of the mid at arrival, negative is received; ± is the half-width of the 95 % interval over seeds. The gain is the completed cost of \`${best}\`, the best of the baselines, less ours, and the same as a percentage of it. "Of it posted" is the part of what filled that had been posted; its markouts say what that was worth a while later.`,
    '',
    ...table(['baseline', ...figures], baselines),
    '',
    ...table(
      [...RUN_PARTS, ...figures, `gain on ${best}, bp`, 'gain, %', 'of it posted, %', 'markout 1 s, bp', '15 s, bp'],
      runs,
    ),
    '',
    '## What the figures assume',
    '',
    ...Object.entries(report.assumptions).map(([subject, words]) => `- **${subject.replaceAll('_', ' ')}**: ${words}`),
    '',
  ];
  return lines.join('\n');
}

function seedsOf({ seeds }: Report): string {
  return seeds.length === 1 ? `seed ${seeds[0]}` : `${seeds.length} seeds (${seeds[0]} to ${seeds.at(-1)})`;
}

function figureCells(figures: Figures): string[] {
  const share = (interval: Interval) => cell(scaledBy(interval, 100), 1);
  return [cell(figures.completed_cost_bps, 3), cell(figures.all_in_cost_bps, 3), share(figures.fill_rate)];
}

function restingCells(resting: Report['resting'], filled: number): string[] {
  const share = filled === 0 ? 0 : (resting.filled_quantity / filled) * 100;
  const markouts = [resting.markout_1s_bps, resting.markout_15s_bps];
  return [share.toFixed(1), ...markouts.map((bps) => (bps === null ? '' : bps.toFixed(2)))];
}

function scaledBy({ mean, low, high, n }: Interval, by: number): Interval {
  return { mean: mean * by, low: low === null ? null : low * by, high: high === null ? null : high * by, n };
}

function cell({ mean, high }: Interval, decimals: number): string {
  const text = mean.toFixed(decimals);
  return high === null ? text : `${text} ± ${(high - mean).toFixed(decimals)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

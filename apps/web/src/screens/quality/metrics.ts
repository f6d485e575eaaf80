import type { QualityRow } from '@/rows/quality';

/** A figure by which executions are compared. */
export interface QualityMetric {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** What it is, and of what. */
  readonly hint: string;
  /** Which end is the better one. */
  readonly better: 'high' | 'low';
  readonly format: (value: number) => string;
  readonly of: (row: QualityRow) => number | null;
  /** How many stand behind it. */
  readonly count: (row: QualityRow) => number;
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
/** A zero has no sign. */
const minus = (text: string): string => (Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−'));
const bps = (value: number): string => minus(value.toFixed(2));
const percent = (value: number): string => minus((value * 100).toFixed(1));
const ratio = (value: number): string => minus(value.toFixed(3));
const ms = (value: number): string => (value < 10 ? value.toFixed(2) : WHOLE.format(value));

type Horizon = QualityRow['horizons'][number]['horizon'];
const at = (row: QualityRow, horizon: Horizon) => row.horizons.find((each) => each.horizon === horizon);

const priced = ({ priced_executions: n }: QualityRow) => n;

/** Spreads and prices, of executions whose market on arrival is known. */
const PRICES: readonly QualityMetric[] = [
  {
    ...{ id: 'eq', label: 'E/Q', unit: '', better: 'low', format: ratio, count: priced },
    hint: 'Effective over quoted spread: 1 is the quote, less is better',
    of: (row) => row.effective_over_quoted,
  },
  {
    ...{ id: 'effective', label: 'Effective', unit: 'bps', better: 'low', format: bps, count: priced },
    hint: 'Effective spread: twice the price past the mid on arrival',
    of: (row) => row.effective_spread_bps,
  },
  {
    ...{ id: 'quoted', label: 'Quoted', unit: 'bps', better: 'low', format: bps, count: priced },
    hint: 'Quoted spread on arrival: offer less bid',
    of: (row) => row.quoted_spread_bps,
  },
  {
    ...{ id: 'cost', label: 'Cost', unit: 'bps', better: 'low', format: bps, count: priced },
    hint: 'Price past the mid on arrival, with fees',
    of: (row) => row.realised_cost_bps,
  },
  {
    ...{ id: 'improved', label: 'Improved', unit: '%', better: 'high', format: percent },
    hint: 'Share of the quantity that was executed inside the NBBO of its arrival',
    of: (row) => row.nbbo.improved_share,
    count: (row) => row.nbbo.executions,
  },
  {
    ...{ id: 'improvement', label: 'Improvement', unit: 'bps', better: 'high', format: bps },
    hint: 'Against the far side of the NBBO of arrival; below zero is worse than it',
    of: (row) => row.nbbo.improvement_bps,
    count: (row) => row.nbbo.executions,
  },
  {
    ...{ id: 'displayed', label: 'vs displayed', unit: 'bps', better: 'high', format: bps },
    hint: 'Improvement against the best displayed price, odd lots too',
    of: (row) => row.best_displayed.improvement_bps,
    count: (row) => row.best_displayed.executions,
  },
  {
    ...{ id: 'outside', label: 'Outside', unit: '%', better: 'low', format: percent },
    hint: 'Share of the quantity that was executed outside the NBBO of its arrival',
    of: (row) => row.nbbo.outside_share,
    count: (row) => row.nbbo.executions,
  },
];

/** What came of what was sent, and how fast. */
const SENT: readonly QualityMetric[] = [
  {
    ...{ id: 'fill', label: 'Filled', unit: '%', better: 'high', format: percent },
    hint: 'Filled part of the quantity that was sent',
    of: (row) => row.fill_rate,
    count: (row) => row.children,
  },
  {
    ...{ id: 'first-wave', label: 'First wave', unit: '%', better: 'high', format: percent },
    hint: 'Filled part of what the first wave of an order was sent to take',
    of: (row) => row.first_wave_fill_rate,
    count: (row) => row.taking_children,
  },
  {
    ...{ id: 'fade', label: 'Fade', unit: '%', better: 'low', format: percent },
    hint: 'Child orders that came to take displayed size and found less',
    of: (row) => row.fade_rate,
    count: (row) => row.taking_children,
  },
  {
    ...{ id: 'rejects', label: 'Rejects', unit: '%', better: 'low', format: percent },
    hint: 'Child orders that the venue refused',
    of: ({ rejected_children: rejected, children }) =>
      rejected === null || children === 0 ? null : rejected / children,
    count: (row) => row.children,
  },
  {
    ...{ id: 'answer', label: 'Answers p50', unit: 'ms', better: 'low', format: ms },
    hint: 'From sending a child order to its first answer, median',
    of: (row) => row.answer_ms.p50,
    count: (row) => row.answer_ms.n,
  },
  {
    ...{ id: 'answer95', label: 'Answers p95', unit: 'ms', better: 'low', format: ms },
    hint: 'From sending a child order to its first answer, 95 of 100 are no longer',
    of: (row) => row.answer_ms.p95,
    count: (row) => row.answer_ms.n,
  },
  {
    ...{ id: 'time', label: 'To fill p50', unit: 'ms', better: 'low', format: ms },
    hint: 'From the receipt of the order to its execution, median',
    of: (row) => row.execution_ms.p50,
    count: (row) => row.execution_ms.n,
  },
];

const later = (horizon: Horizon, words: string): readonly QualityMetric[] => [
  {
    ...{ id: `markout-${horizon}`, label: `Markout ${words}`, unit: 'bps', better: 'low', format: bps },
    hint: `How far the mid has moved against the execution after ${words}; above zero is our loss`,
    of: (row) => at(row, horizon)?.markout_bps ?? null,
    count: (row) => at(row, horizon)?.executions ?? 0,
  },
];

/** All figures, in the order in which a table has them. */
export const QUALITY_METRICS: readonly QualityMetric[] = [
  ...PRICES,
  ...SENT,
  ...later('1s', '1 s'),
  ...later('1m', '1 min'),
];

/** The figure of an id; the first where there is none of it. */
export function metricOf(id: string | null): QualityMetric {
  const found = QUALITY_METRICS.find((metric) => metric.id === id) ?? QUALITY_METRICS[0];
  if (found === undefined) throw new Error('there are no figures');
  return found;
}

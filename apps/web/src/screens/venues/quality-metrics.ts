import type { Estimate, VenueOverall } from '@fairlead/contracts/venue-quality';
import type { HeatCell, HeatColumn } from '@fairlead/ui/chart/heat-map';
import { formatBps } from '@/words/figures';

interface Metric extends HeatColumn {
  readonly of: (quality: VenueOverall) => Estimate;
}

const percent = (value: number): string => (value * 100).toFixed(1);
const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));
const bps = (value: number): string => formatBps(value);
const ratio = (value: number): string => value.toFixed(2).replace('-', '−');

/** What venues are compared by, each with its better end. */
const METRICS: readonly Metric[] = [
  {
    id: 'fill',
    label: 'Fill rate',
    unit: '%',
    better: 'high',
    format: percent,
    of: ({ estimates }) => estimates.fill_rate,
  },
  {
    id: 'latency',
    label: 'Answers in',
    unit: 'ms',
    better: 'low',
    format: ms,
    of: ({ latency }) => atLeastNothing(latency.expected_ms),
  },
  { id: 'fade', label: 'Fade', unit: '%', better: 'low', format: percent, of: ({ estimates }) => estimates.fade_rate },
  {
    id: 'reject',
    label: 'Rejects',
    unit: '%',
    better: 'low',
    format: percent,
    of: ({ estimates }) => estimates.reject_rate,
  },
  {
    ...{ id: 'improvement', label: 'Improvement', unit: 'bps', better: 'high', format: bps },
    of: ({ estimates }) => estimates.price_improvement_bps,
  },
  {
    ...{ id: 'effective', label: 'Effective/quoted', unit: '', better: 'low', format: ratio },
    of: ({ estimates }) => estimates.effective_over_quoted,
  },
  {
    id: 'impact',
    label: 'Impact',
    unit: 'bps',
    better: 'low',
    format: bps,
    of: ({ estimates }) => estimates.impact_bps,
  },
  {
    id: 'markout-1s',
    label: 'Markout 1 s',
    unit: 'bps',
    better: 'low',
    format: bps,
    of: ({ markouts_bps: after }) => after.after_1s,
  },
  {
    id: 'markout-1m',
    label: 'Markout 1 min',
    unit: 'bps',
    better: 'low',
    format: bps,
    of: ({ markouts_bps: after }) => after.after_1m,
  },
];

export const QUALITY_COLUMNS: readonly HeatColumn[] = METRICS;

/** The figures of a venue or an instrument. What nothing was seen of is not known, whatever is assumed of it. */
export function qualityCells(quality: VenueOverall): Readonly<Record<string, HeatCell>> {
  return Object.fromEntries(METRICS.map(({ id, of }) => [id, cellOf(of(quality))]));
}

function cellOf({ value, low95, high95, observations }: Estimate): HeatCell {
  if (observations === 0) return { value: null };
  // What still weighs a little is one that was seen.
  return { value, low: low95, high: high95, count: Math.max(1, Math.round(observations)) };
}

/** An interval of times that reaches below nothing begins there. */
function atLeastNothing({ low95, ...estimate }: Estimate): Estimate {
  return { ...estimate, low95: Math.max(0, low95) };
}

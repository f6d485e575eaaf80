import type { Estimate, VenueOverall } from '@fairlead/contracts/venue-quality';
import { type Stat, StatStrip } from '@fairlead/ui/stat-strip';
import type { VenueWorking } from '@/rows/venue-working';
import { formatBps, formatQuantity } from '@/words/figures';

const DASH = '–';
const MONEY = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const percent = (value: number): string => (value * 100).toFixed(1);
const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0));

/** A measured figure with its interval and what stands behind it; a dash where nothing was seen. */
function measured(
  label: string,
  estimate: Estimate | null,
  { unit, format }: { readonly unit: string; readonly format: (value: number) => string },
): Stat {
  if (estimate === null || estimate.observations === 0) return { label, value: DASH, note: 'nothing seen yet' };
  const { value, low95, high95, observations } = estimate;
  const interval = `${format(low95)} to ${format(high95)}`;
  return {
    label,
    value: format(value),
    unit,
    note: `95 %: ${interval}`,
    count: `n ${formatQuantity(Math.round(observations))}`,
  };
}

interface QualityStripProps {
  /** Null while nobody knows. */
  readonly overall: VenueOverall | null;
  readonly working: readonly VenueWorking[] | null;
}

/** What is there now, and how good it is over all its instruments. */
export function QualityStrip({ overall, working }: QualityStripProps) {
  const of = (pick: (quality: VenueOverall) => Estimate) => (overall === null ? null : pick(overall));
  return (
    <StatStrip
      label="What is there, and how good it is"
      stats={[
        workingStat(working),
        measured(
          'Fill rate',
          of(({ estimates }) => estimates.fill_rate),
          { unit: '%', format: percent },
        ),
        latencyStat(overall),
        measured(
          'Rejects',
          of(({ estimates }) => estimates.reject_rate),
          { unit: '%', format: percent },
        ),
        measured(
          'Fade',
          of(({ estimates }) => estimates.fade_rate),
          { unit: '%', format: percent },
        ),
        measured(
          'Improvement',
          of(({ estimates }) => estimates.price_improvement_bps),
          { unit: 'bps', format: formatBps },
        ),
        measured(
          'Markout 1 min',
          of(({ markouts_bps: after }) => after.after_1m),
          { unit: 'bps', format: formatBps },
        ),
      ]}
    />
  );
}

function workingStat(working: QualityStripProps['working']): Stat {
  if (working === null) return { label: 'Working there', value: DASH };
  const children = working.reduce((sum, each) => sum + each.children, 0);
  const worth = working.map(({ currency, notional }) => `${MONEY.format(notional)} ${currency}`).join(', ');
  return {
    label: 'Working there',
    value: formatQuantity(children),
    unit: children === 1 ? 'child order' : 'child orders',
    note: worth === '' ? 'nothing open' : `${worth} open`,
  };
}

function latencyStat(overall: VenueOverall | null): Stat {
  const { p50_ms: p50, p99_ms: p99, expected_ms: expected } = overall?.latency ?? {};
  if (p50 == null || p99 == null || expected === undefined)
    return { label: 'Answers in', value: DASH, note: 'nothing seen yet' };
  const n = formatQuantity(Math.round(expected.observations));
  return { label: 'Answers in', value: ms(p50), unit: 'ms median', note: `p99 ${ms(p99)} ms`, count: `n ${n}` };
}

'use client';

import { IntervalChart } from '@fairlead/ui/chart/interval-chart';
import { EmptyState } from '@fairlead/ui/region-state';
import type { QualityRow } from '@/rows/quality';
import { formatQuantity } from '@/words/figures';
import { metricOf } from './metrics';

const HORIZON_NAMES: Readonly<Record<QualityRow['horizons'][number]['horizon'], string>> = {
  '50ms': '50 ms',
  '1s': '1 s',
  '15s': '15 s',
  '1m': '1 min',
  '5m': '5 min',
};
const SERIES = [
  { id: 'markout', label: 'Markout', tone: 'accent' },
  { id: 'realised', label: 'Realised spread', tone: 'third' },
] as const;

interface LaterChartProps {
  readonly whole: QualityRow | null;
  readonly loading: boolean;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
}

/** What the market did after executions. */
export function LaterChart({ whole, loading, failure, onRetry }: LaterChartProps) {
  const rows = (whole?.horizons ?? []).map(
    ({ horizon, executions, markout_bps: markout, realised_spread_bps: realised }) => ({
      id: horizon,
      label: `${HORIZON_NAMES[horizon]} (n ${formatQuantity(executions)})`,
      figures: { markout: { value: markout }, realised: { value: realised } },
    }),
  );
  return (
    <IntervalChart
      name="After the execution"
      header="After"
      unit="bps"
      height={200}
      note="markouts above zero went against us; n is of how many the later market is known"
      rows={rows}
      series={SERIES}
      rules={[{ at: 0, label: '', tone: 'quiet' }]}
      formatValue={metricOf('effective').format}
      loading={loading}
      failure={failure}
      onRetry={onRetry}
      empty={
        <EmptyState title="Not known yet">
          The market after an execution is looked up by the worker, when it has passed.
        </EmptyState>
      }
    />
  );
}

'use client';

import { ScatterChart } from '@fairlead/ui/chart/scatter-chart';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import type { CalibrationFigures } from '@/rows/quality';
import { formatQuantity } from '@/words/figures';

const PERCENT = 100;
const EXPECTED = { label: 'Expected to be filled', unit: '%' };
const format = (value: number): string => value.toFixed(1);

interface CalibrationChartProps {
  readonly calibration: CalibrationFigures | undefined;
  readonly loading: boolean;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
}

/** What was filled of what was expected to be: on the diagonal promises were kept, below it they were not. */
export function CalibrationChart({ calibration, ...rest }: CalibrationChartProps) {
  const points = useMemo(
    () =>
      (calibration?.buckets ?? []).map(({ expected, realised, low95, high95, decisions }) => ({
        ...{ x: expected * PERCENT, y: realised * PERCENT, low: low95 * PERCENT, high: high95 * PERCENT },
        label: `${formatQuantity(decisions)} decisions`,
      })),
    [calibration],
  );
  return (
    <ScatterChart
      {...rest}
      name="Fill rates, expected and realised"
      note="ten buckets of decisions with 95 % intervals; below the diagonal too much was promised"
      x={EXPECTED}
      unit="%"
      height={260}
      series={points.length === 0 ? [] : [{ id: 'decisions', label: 'Filled', tone: 'accent', points }]}
      formatValue={format}
      diagonal
      empty={
        <EmptyState title="No decision to hold against its promise">
          Decisions of orders that were routed here are compared, once their child orders have ended.
        </EmptyState>
      }
    />
  );
}

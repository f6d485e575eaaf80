'use client';

import { useMemo } from 'react';
import type { ChartProps } from './chart-frame';
import { type NumberAxis, numberAxis, numberColumn } from './number-axis';
import type { Rule } from './plot-axes';
import type { Series } from './series';
import { XyChart } from './xy-chart';

interface CurveChartProps extends ChartProps {
  readonly x: NumberAxis;
  readonly unit: string;
  readonly series: readonly Series[];
  readonly rules?: readonly Rule[];
  readonly formatValue?: (value: number) => string;
  readonly fromZero?: boolean;
  readonly brush?: boolean;
}

/** How one figure goes with another: curves over a number. */
export function CurveChart(props: CurveChartProps) {
  const axis = useMemo(() => numberAxis(props.x), [props.x]);
  const columns = useMemo(() => [numberColumn(props.x)], [props.x]);
  return <XyChart {...props} axis={axis} placeColumns={columns} />;
}

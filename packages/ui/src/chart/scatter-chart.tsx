'use client';

import { useMemo } from 'react';
import type { ChartProps } from './chart-frame';
import type { ChartTone } from './chart-tone';
import { type NumberAxis, numberAxis, numberColumn } from './number-axis';
import type { Rule } from './plot-axes';
import type { Point } from './series';
import { XyChart } from './xy-chart';

interface Cloud {
  readonly id: string;
  readonly label: string;
  readonly tone: ChartTone;
  readonly points: readonly Point[];
}

interface ScatterChartProps extends ChartProps {
  readonly x: NumberAxis;
  readonly unit: string;
  readonly series: readonly Cloud[];
  readonly rules?: readonly Rule[];
  readonly formatValue?: (value: number) => string;
  /** Draws where both are equal: what was expected came true. */
  readonly diagonal?: boolean;
}

/** Things that have two figures each, with the interval of the second. */
export function ScatterChart(props: ScatterChartProps) {
  const axis = useMemo(() => numberAxis(props.x), [props.x]);
  const columns = useMemo(() => [numberColumn(props.x)], [props.x]);
  const series = useMemo(() => props.series.map((cloud) => ({ ...cloud, shape: 'points' as const })), [props.series]);
  return <XyChart {...props} apart axis={axis} placeColumns={columns} series={series} />;
}

'use client';

import { useMemo } from 'react';
import type { Column } from '../column';
import { formatEt, formatEtDate } from '../time';
import type { ChartProps } from './chart-frame';
import type { ChartTone } from './chart-tone';
import type { Span } from './nice-ticks';
import type { Rule } from './plot-axes';
import type { Stop } from './stops';
import { formatEtInstant, timeTicks } from './time-ticks';
import { type PlaceAxis, XyChart } from './xy-chart';
import type { Shade } from './xy-plot';

/** A figure at an instant. Without a value nothing was known then. */
export interface TimePoint {
  readonly atMs: number;
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
}

export interface TimeSeries {
  readonly id: string;
  readonly label: string;
  readonly tone: ChartTone;
  /** `step` holds each value until the next one; `points` are not joined. A line unless said. */
  readonly shape?: 'line' | 'step' | 'points';
  /** In order of time. */
  readonly points: readonly TimePoint[];
}

/** A time in which something is open; what is between two of them is drawn as closed. */
export interface Session {
  readonly fromMs: number;
  readonly toMs: number;
}

interface TimeChartProps extends ChartProps {
  readonly unit: string;
  readonly series: readonly TimeSeries[];
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly sessions?: readonly Session[];
  /** Further apart than this, two points are not joined: the time between them is drawn as without data. */
  readonly joinMsMax?: number;
  readonly formatValue?: (value: number) => string;
  /** Values that the series are read against. */
  readonly levels?: readonly { readonly value: number; readonly label: string; readonly tone: ChartTone }[];
  /** Instants at which something happened. */
  readonly marks?: readonly { readonly atMs: number; readonly label: string; readonly tone: ChartTone }[];
  readonly fromZero?: boolean;
  readonly brush?: boolean;
}

const AXIS: PlaceAxis = {
  title: 'ET',
  ticks: (span, count) => ({ domain: span, ticks: timeTicks(span, count) }),
  format: formatEtInstant,
};

// The hour that comes twice when the clocks go back is told apart by UTC.
const TIME_COLUMNS: readonly Column<Stop>[] = [
  { id: 'et', header: 'Time', unit: 'ET', width: 176, value: ({ x }) => `${formatEtDate(x)} ${formatEt(x)}` },
  {
    id: 'utc',
    header: 'Time',
    unit: 'UTC',
    width: 176,
    priority: 4,
    value: ({ x }) => new Date(x).toISOString().replace('T', ' ').replace('Z', ''),
  },
];

/** Figures over time in the exchange's zone. */
export function TimeChart(props: TimeChartProps) {
  const { series, fromMs, toMs, sessions, levels = [], marks = [] } = props;
  const drawn = useMemo(
    () =>
      series.map(({ points, ...own }) => ({
        ...own,
        points: points.map(({ atMs, value, ...ends }) => ({ x: atMs, y: value, ...ends })),
      })),
    [series],
  );
  const span = useMemo((): Span | undefined => {
    const times = series.flatMap(({ points }) => points.map(({ atMs }) => atMs));
    if (times.length === 0 && (fromMs === undefined || toMs === undefined)) return undefined;
    const [from, to] = [fromMs ?? Math.min(...times), toMs ?? Math.max(...times)];
    return from < to ? [from, to] : [from - 1_000, from + 1_000];
  }, [series, fromMs, toMs]);
  const rules: readonly Rule[] = [
    ...levels.map(({ value, label, tone }) => ({ axis: 'y' as const, at: value, label, tone })),
    ...marks.map(({ atMs, label, tone }) => ({ axis: 'x' as const, at: atMs, label, tone })),
  ];
  return (
    <XyChart
      {...props}
      axis={AXIS}
      placeColumns={TIME_COLUMNS}
      series={drawn}
      span={span}
      joinMax={props.joinMsMax}
      rules={rules}
      shades={span === undefined ? [] : closedTimes(sessions, span)}
    />
  );
}

/** The times between sessions, and before the first and after the last. */
function closedTimes(sessions: readonly Session[] | undefined, [from, to]: Span): readonly Shade[] {
  if (sessions === undefined) return [];
  const ends = [from, ...sessions.flatMap(({ fromMs, toMs }) => [fromMs, toMs]), to].map((at) =>
    Math.min(to, Math.max(from, at)),
  );
  return ends.flatMap((end, index): Shade[] => {
    const next = ends[index + 1];
    return index % 2 === 0 && next !== undefined && end < next
      ? [{ from: end, to: next, kind: 'closed', label: 'closed' }]
      : [];
  });
}

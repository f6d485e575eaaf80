'use client';

import { BarChart } from '@fairlead/ui/chart/bar-chart';
import type { BarRow } from '@fairlead/ui/chart/bar-figures';
import { CurveChart } from '@fairlead/ui/chart/curve-chart';
import { HeatMap } from '@fairlead/ui/chart/heat-map';
import { IntervalChart } from '@fairlead/ui/chart/interval-chart';
import { ScatterChart } from '@fairlead/ui/chart/scatter-chart';
import { TimeChart, type TimePoint, type TimeSeries } from '@fairlead/ui/chart/time-chart';
import { EmptyState } from '@fairlead/ui/region-state';
import { State } from './state-row';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 09:30 in New York on an ordinary Monday, and on the two Sundays on which the clocks change there. */
const OPEN_MS = Date.UTC(2026, 10, 30, 14, 30);
const SPRING_MS = Date.UTC(2026, 2, 8, 5);
const AUTUMN_MS = Date.UTC(2026, 10, 1, 4);

/** A course that is the same at every look. */
const wave = (index: number, scale: number) => scale * (1 + 0.4 * Math.sin(index / 6) + 0.15 * Math.sin(index * 1.7));

function course(count: number, stepMs: number, scale: number): readonly TimePoint[] {
  return Array.from({ length: count }, (_, index) => {
    const value = Number(wave(index, scale).toFixed(2));
    return { atMs: OPEN_MS + index * stepMs, value, low: value * 0.88, high: value * 1.15 };
  });
}

const bare = (points: readonly TimePoint[]) => points.map(({ atMs, value }) => ({ atMs, value }));

const LATENCY: readonly TimeSeries[] = [
  { id: 'p50', label: 'p50', tone: 'accent', points: course(120, MINUTE_MS, 42) },
  { id: 'p90', label: 'p90', tone: 'side-b', points: bare(course(120, MINUTE_MS, 80)) },
  { id: 'p99', label: 'p99', tone: 'third', points: bare(course(120, MINUTE_MS, 130)) },
];

/** The first hour, an hour in which nothing was known, and one lone figure in the middle of nothing. */
const BROKEN: readonly TimeSeries[] = [
  {
    id: 'p50',
    label: 'p50',
    tone: 'accent',
    points: course(180, MINUTE_MS, 42).filter((_, index) => index < 60 || index === 90 || index > 120),
  },
];

/** Best bid and offer as they step, and fills that met them. */
const STEPS: readonly TimeSeries[] = [
  { id: 'offer', label: 'Best offer', tone: 'side-b', shape: 'step', points: steps(24, 2_000, 10.04) },
  { id: 'bid', label: 'Best bid', tone: 'side-a', shape: 'step', points: steps(24, 2_000, 10) },
  { id: 'fills', label: 'Fills', tone: 'accent', shape: 'points', points: steps(6, 7_500, 10.02) },
];

function steps(count: number, stepMs: number, base: number): readonly TimePoint[] {
  return Array.from({ length: count }, (_, index) => ({
    atMs: OPEN_MS + index * stepMs,
    value: Number((base + 0.01 * Math.round(2 * Math.sin(index * (stepMs / 9_000)))).toFixed(2)),
  }));
}

function hours(fromMs: number): readonly TimeSeries[] {
  const points = Array.from({ length: 26 }, (_, hour) => ({ atMs: fromMs + hour * HOUR_MS, value: wave(hour, 10) }));
  return [{ id: 'count', label: 'Count', tone: 'accent', points }];
}

const DAYS: readonly TimeSeries[] = [
  {
    id: 'return',
    label: 'Cumulative return',
    tone: 'accent',
    points: Array.from({ length: 250 }, (_, day) => ({
      atMs: OPEN_MS - (250 - day) * 24 * HOUR_MS,
      value: wave(day, 2) - 3 + day / 60,
    })),
  },
];

const SESSIONS = [0, 1].map((day) => ({
  fromMs: OPEN_MS + day * 24 * HOUR_MS,
  toMs: OPEN_MS + day * 24 * HOUR_MS + 6.5 * HOUR_MS,
}));

const VENUES = ['VEGA', 'ORION', 'LYRA', 'DRACO', 'CETUS'];

const IMPROVEMENT: readonly BarRow[] = VENUES.map((label, index) => ({
  id: label,
  label,
  figures: {
    all: index === 3 ? { value: null } : { value: 0.8 - index * 0.35, low: 0.5 - index * 0.4, high: 1.1 - index * 0.3 },
    small: { value: 0.6 - index * 0.2, low: 0.2 - index * 0.25, high: 1 - index * 0.1 },
  },
}));

const EXPOSURE: readonly BarRow[] = VENUES.map((label, index) => ({
  id: label,
  label,
  figures: { used: { value: 120_000 + index * 190_000, limit: 800_000 } },
}));

const BOTH = [
  { id: 'all', label: 'All orders', tone: 'accent' },
  { id: 'small', label: 'Below 500 shares', tone: 'side-b' },
] as const;

const CLOUD = [
  { id: 'buy', label: 'Buy', tone: 'side-a', sign: 1 },
  { id: 'sell', label: 'Sell', tone: 'side-b', sign: -1 },
] as const;

const percent = (value: number) => `${(value * 100).toFixed(1)}`;
const plain = (value: number) => value.toFixed(1);

const HEAT = VENUES.map((label, index) => ({
  id: label,
  label,
  cells: {
    fill: {
      value: 0.91 - index * 0.07,
      low: 0.88 - index * 0.08,
      high: 0.94 - index * 0.06,
      count: 12_400 - index * 2_900,
    },
    fade:
      index === 2
        ? { value: null }
        : { value: 0.02 + index * 0.013, low: 0.01 + index * 0.01, high: 0.03 + index * 0.02, count: 900 },
    latency: { value: 210 + index * 85, low: 190 + index * 80, high: 240 + index * 95, count: 12_400 },
  },
}));

const HEAT_COLUMNS = [
  { id: 'fill', label: 'Fill rate', unit: '%', better: 'high', format: percent },
  { id: 'fade', label: 'Fade', unit: '%', better: 'low', format: percent },
  { id: 'latency', label: 'Latency', unit: 'µs', better: 'low', format: plain },
] as const;

const SIZE = { label: 'Quantity', unit: 'shares', format: (value: number) => value.toLocaleString('en-US') };
const EXPECTED = { label: 'Expected', unit: 'bps' };

/** Every chart, with all that it can show and in each state in which it shows nothing. */
export const CHART_EXHIBITS = {
  'chart/bar-chart': () => (
    <>
      <BarChart
        name="Exposure against limits"
        header="Client"
        unit="USD"
        rows={EXPOSURE}
        series={[{ id: 'used', label: 'Used', tone: 'accent' }]}
      />
      <BarChart
        name="Price improvement by venue"
        header="Venue"
        unit="bps"
        note="95 % intervals"
        rows={IMPROVEMENT}
        series={BOTH}
      />
      <BarChart name="Bars without figures" header="Venue" unit="bps" rows={[]} series={BOTH} />
    </>
  ),
  'chart/curve-chart': () => (
    <CurveChart
      name="Cost and fill"
      unit="bps"
      x={SIZE}
      rules={[{ axis: 'x', at: 3_000, label: 'this order', tone: 'quiet' }]}
      series={[
        { id: 'cheap', label: 'Cheapest', tone: 'accent', points: curve(0.9) },
        { id: 'fast', label: 'Fastest', tone: 'side-b', points: curve(1.4) },
      ]}
    />
  ),
  'chart/heat-map': () => (
    <HeatMap name="Quality by venue" note="95 % intervals" header="Venue" rows={HEAT} columns={HEAT_COLUMNS} />
  ),
  'chart/interval-chart': () => (
    <IntervalChart
      name="Markout by venue"
      header="Venue"
      unit="bps"
      rows={IMPROVEMENT}
      series={BOTH}
      rules={[{ at: 0, label: 'no change', tone: 'quiet' }]}
    />
  ),
  'chart/scatter-chart': () => (
    <ScatterChart
      name="Expectation against outcome"
      unit="bps"
      x={EXPECTED}
      diagonal
      series={CLOUD.map((one) => ({ ...one, points: cloud(one.sign) }))}
    />
  ),
  'chart/time-chart': () => (
    <>
      <TimeChart
        name="Latency percentiles"
        unit="µs"
        note="a minute each, 95 % band of p50"
        series={LATENCY}
        levels={[{ value: 200, label: 'limit', tone: 'stopped' }]}
        marks={[{ atMs: OPEN_MS + 45 * MINUTE_MS, label: 'halt', tone: 'degraded' }]}
        fromZero
        brush
      />
      <TimeChart
        name="Latency with an hour unknown"
        unit="µs"
        series={BROKEN}
        joinMsMax={5 * MINUTE_MS}
        toMs={OPEN_MS + 200 * MINUTE_MS}
        brush
      />
      <TimeChart name="Fills against the market" unit="USD" series={STEPS} formatValue={(value) => value.toFixed(2)} />
      <TimeChart name="Two sessions" unit="orders" series={hours(OPEN_MS - HOUR_MS)} sessions={SESSIONS} />
      <TimeChart name="The day on which clocks go forward" unit="orders" series={hours(SPRING_MS)} />
      <TimeChart name="The day on which clocks go back" unit="orders" series={hours(AUTUMN_MS)} />
      <TimeChart name="Cumulative return" unit="%" series={DAYS} brush />
      <State name="loading">
        <TimeChart name="Loading chart" unit="µs" series={[]} loading />
      </State>
      <State name="empty">
        <TimeChart
          name="Empty chart"
          unit="µs"
          series={[]}
          empty={<EmptyState title="No order yet">Latency is drawn from the first order on.</EmptyState>}
        />
      </State>
      <State name="failed">
        <TimeChart name="Failed chart" unit="µs" series={[]} failure="The database is away." onRetry={() => {}} />
      </State>
    </>
  ),
};

function curve(scale: number) {
  return Array.from({ length: 20 }, (_, index) => {
    const y = scale * Math.sqrt(index + 1);
    return { x: (index + 1) * 500, y, low: y * 0.8, high: y * 1.25 };
  });
}

function cloud(sign: 1 | -1) {
  return Array.from({ length: 24 }, (_, index) => {
    const x = Number(wave(index * 2, 1.5).toFixed(2));
    const y = Number((x + sign * 0.3 * Math.sin(index * 2.3)).toFixed(2));
    return { x, y, low: y - 0.3, high: y + 0.3, label: `order ${index + 1}` };
  });
}

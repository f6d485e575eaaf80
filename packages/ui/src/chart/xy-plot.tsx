'use client';

import { memo, useId } from 'react';
import { Area, CartesianGrid, ComposedChart, ErrorBar, Line, ReferenceArea, ReferenceLine } from 'recharts';
import { colourOf, dashAt } from './chart-tone';
import { Mark } from './legend';
import { BelowAxis, LeftAxis, type Rule, ruleLine, spreadOf } from './plot-axes';
import type { PlotAxis, PlotFrame } from './plot-frame';
import { hasIntervals, isInterval, type Point, type Series } from './series';

/** A part of the lower axis with a meaning of its own. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly kind: 'no-data' | 'closed';
  readonly label: string;
}

/** A series with its place among all of them, which its mark and its dashes go by whoever is switched off. */
export interface PlacedSeries extends Series {
  readonly place: number;
}

export interface XyPlotProps {
  readonly frame: PlotFrame;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly series: readonly PlacedSeries[];
  readonly rules: readonly Rule[];
  readonly shades: readonly Shade[];
  /** Draws where both axes are equal. */
  readonly diagonal: boolean;
  readonly cursor: number | null;
}

const STEP = { line: 'linear', step: 'stepAfter', points: 'linear' } as const;
/** Points of a line are marked as long as they are few. */
const MARKED_MAX = 40;

/** Series over a number or a time, drawn by recharts. Loaded only where a chart is shown. */
export const XyPlot = memo(function XyPlot(props: XyPlotProps) {
  const { frame, x, y, series, rules, shades, cursor } = props;
  const { width, height, top, right, left, bottom } = frame;
  const hatch = useId();
  // The second line belongs to what its ticks say; the title then stands before it.
  const hasSecondLine = x.ticks.some(({ second }) => second !== undefined);
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top, right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      data={[]}
    >
      <Hatch id={hatch} />
      {shades.map((shade) => shadeArea(shade, hatch))}
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <BelowAxis axis={x} room={bottom} of="places" />
      <LeftAxis axis={y} room={left} />
      {props.diagonal && <Diagonal x={x} y={y} />}
      {series.map(bandArea)}
      {series.map(seriesLine)}
      {rules.map(ruleLine)}
      {cursor !== null && <ReferenceLine x={cursor} stroke="var(--fg-muted)" ifOverflow="hidden" />}
      <text x={left - 8} y={9} textAnchor="end" className="fill-faint text-[11px]">
        {y.title}
      </text>
      <text
        x={hasSecondLine ? 0 : width - right}
        y={height - 5}
        textAnchor={hasSecondLine ? 'start' : 'end'}
        className="fill-faint text-[11px]"
      >
        {x.title}
      </text>
    </ComposedChart>
  );
});

/** Hatched: nothing is known there. Each picture has its own, in the colours of the theme that it is in. */
function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" x2="0" y1="0" y2="6" stroke="var(--line-strong)" strokeWidth="1.5" />
      </pattern>
    </defs>
  );
}

function shadeArea({ from, to, kind, label }: Shade, hatch: string) {
  return (
    <ReferenceArea
      key={`${kind}-${from}`}
      x1={from}
      x2={to}
      ifOverflow="hidden"
      fill={kind === 'no-data' ? `url(#${hatch})` : 'var(--surface)'}
      fillOpacity={kind === 'no-data' ? 0.5 : 1}
      label={{ value: label, position: 'insideTop', fontSize: 11, fill: 'var(--fg-faint)' }}
    />
  );
}

function Diagonal({ x, y }: { x: PlotAxis; y: PlotAxis }) {
  const from = Math.max(x.domain[0], y.domain[0]);
  const to = Math.min(x.domain[1], y.domain[1]);
  if (from >= to) return null;
  return (
    <ReferenceLine
      segment={[
        { x: from, y: from },
        { x: to, y: to },
      ]}
      stroke="var(--line-strong)"
      strokeDasharray="4 3"
    />
  );
}

const bandOf = (point: Point) => (isInterval(point) ? [point.low, point.high] : null);

/** The band of intervals around a line; a gap in it where there is none. */
function bandArea(series: PlacedSeries) {
  const { id, tone, points, shape = 'line' } = series;
  if (shape === 'points' || !hasIntervals(series)) return null;
  return (
    <Area
      key={`band-${id}`}
      data={points}
      dataKey={bandOf}
      type={STEP[shape]}
      stroke="none"
      fill={colourOf(tone)}
      fillOpacity={0.16}
      activeDot={false}
      isAnimationActive={false}
    />
  );
}

function seriesLine(series: PlacedSeries) {
  const { id, tone, points, place, shape = 'line' } = series;
  const colour = colourOf(tone);
  const isJoined = shape !== 'points';
  return (
    <Line
      key={id}
      data={points}
      dataKey="y"
      type={STEP[shape]}
      stroke={isJoined ? colour : 'none'}
      strokeWidth={1.5}
      strokeDasharray={isJoined ? dashAt(place) : ''}
      activeDot={false}
      isAnimationActive={false}
      dot={({ key, cx, cy, index }) =>
        isMarked(series, index) && typeof cx === 'number' && typeof cy === 'number' ? (
          <Mark key={key} place={place} x={cx} y={cy} size={isJoined ? 2.25 : 3} fill={colour} />
        ) : (
          <g key={key} />
        )
      }
    >
      {!isJoined && hasIntervals(series) && (
        <ErrorBar
          dataKey={(point: Point) => spreadOf(point.y, point)}
          width={4}
          stroke={colour}
          strokeWidth={1}
          isAnimationActive={false}
        />
      )}
    </Line>
  );
}

/** A point without neighbours would leave no trace as a line. */
function isMarked({ points, shape }: Series, index: number): boolean {
  const at = (place: number) => points[place]?.y ?? null;
  if (at(index) === null) return false;
  if (shape === 'points' || points.length <= MARKED_MAX) return true;
  return at(index - 1) === null && at(index + 1) === null;
}

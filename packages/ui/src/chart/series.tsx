import type { ChartTone } from './chart-tone';
import { type Span, spanOf } from './nice-ticks';

/** One figure of a series. Without a value there is a gap: nothing was known there, which is not zero. */
export interface Point {
  readonly x: number;
  readonly y: number | null;
  /** The interval around the value, both ends or none. */
  readonly low?: number | null;
  readonly high?: number | null;
  /** What the point is, where each is a thing of its own. */
  readonly label?: string;
}

/** Points that belong together. */
export interface Series {
  readonly id: string;
  readonly label: string;
  readonly tone: ChartTone;
  /** `step` holds each value until the next one; `points` are not joined. A line unless said. */
  readonly shape?: 'line' | 'step' | 'points';
  readonly points: readonly Point[];
}

/** A part of an axis. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Whether the figures of a series have intervals. */
export function hasIntervals(series: Series): boolean {
  return series.points.some(isInterval);
}

export function isInterval(point: Point): boolean {
  return typeof point.low === 'number' && typeof point.high === 'number';
}

/** Points with a break wherever two of them are further apart than what may be joined. */
export function withBreaks(points: readonly Point[], joinMax: number | undefined): readonly Point[] {
  if (joinMax === undefined) return points;
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before === undefined || point.x - before.x <= joinMax) return [point];
    return [{ x: (before.x + point.x) / 2, y: null }, point];
  });
}

/** The parts of a span in which no series has a value: before, after, and between two values that may not be joined. */
export function partsWithoutData(series: readonly Series[], span: Span, joinMax: number | undefined): readonly Part[] {
  if (joinMax === undefined) return [];
  const known = series.flatMap(({ points }) => points.flatMap(({ x, y }) => (y === null ? [] : [x])));
  const within = known.filter((x) => x >= span[0] && x <= span[1]).sort((a, b) => a - b);
  const edges = [span[0], ...within, span[1]];
  return edges.slice(1).flatMap((to, index) => {
    const from = edges[index];
    return from === undefined || to - from <= joinMax ? [] : [{ from, to }];
  });
}

/** From the least to the greatest place that a series has a point at. */
export function placeSpan(series: readonly Series[]): Span | null {
  return spanOf(series.flatMap(({ points }) => points.map(({ x }) => x)));
}

/** From the least to the greatest value, with the ends of intervals, of the points within a span. */
export function valueSpan(series: readonly Series[], [from, to]: Span): Span | null {
  const within = series.flatMap(({ points }) => points.filter(({ x }) => x >= from && x <= to));
  return spanOf(within.flatMap(({ y, low, high }) => [y, low, high]));
}

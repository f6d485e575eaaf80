import type { Column } from '../column';
import type { Span } from './nice-ticks';
import { hasIntervals, isInterval, type Point, type Series } from './series';

interface Reading {
  readonly series: Series;
  readonly point: Point;
}

/** A place where a reader can stop, with the figures that are there. Cursor, table and file all read these. */
export interface Stop {
  readonly key: string;
  readonly x: number;
  readonly readings: readonly Reading[];
}

/** The figures of all series at each place, in order of the places. */
export function stopsByPlace(series: readonly Series[], span: Span): readonly Stop[] {
  const places = new Map<number, Reading[]>();
  for (const { series: own, point } of readingsWithin(series, span)) {
    const readings = places.get(point.x) ?? [];
    readings.push({ series: own, point });
    places.set(point.x, readings);
  }
  return [...places].sort(([a], [b]) => a - b).map(([x, readings]) => ({ key: String(x), x, readings }));
}

/** Each point by itself, from left to right: of points at one place none hides another. */
export function stopsByPoint(series: readonly Series[], span: Span): readonly Stop[] {
  const readings = [...readingsWithin(series, span)];
  readings.sort((a, b) => a.point.x - b.point.x || (a.point.y ?? 0) - (b.point.y ?? 0));
  return readings.map((reading, index) => ({ key: String(index), x: reading.point.x, readings: [reading] }));
}

function* readingsWithin(series: readonly Series[], [from, to]: Span): Generator<Reading> {
  for (const own of series)
    for (const point of own.points) if (point.x >= from && point.x <= to) yield { series: own, point };
}

/** How the numbers of a chart are written. */
export interface Wording {
  /** What the value is counted in. */
  readonly unit: string;
  readonly formatValue: (value: number) => string;
  /** The places, as columns of the table and the file. */
  readonly placeColumns: readonly Column<Stop>[];
}

/** One figure as read out: the value, then its interval. */
export function readingWords({ point }: Reading, { formatValue, unit }: Wording): string {
  if (point.y === null) return 'no data';
  const value = `${formatValue(point.y)} ${unit}`.trim();
  const { low, high } = point;
  return typeof low === 'number' && typeof high === 'number'
    ? `${value} (${formatValue(low)} to ${formatValue(high)})`
    : value;
}

/** A row a place, the series beside each other. */
export function columnsByPlace(series: readonly Series[], wording: Wording): readonly Column<Stop>[] {
  const figures = series.flatMap((own) => {
    const pointOf = (stop: Stop) => stop.readings.find((reading) => reading.series.id === own.id)?.point;
    return figureColumns({ id: own.id, name: own.label, intervals: hasIntervals(own) }, pointOf, wording);
  });
  return [...wording.placeColumns, ...figures];
}

/** A row a point, with what it is. */
export function columnsByPoint(series: readonly Series[], wording: Wording): readonly Column<Stop>[] {
  const pointOf = (stop: Stop) => stop.readings[0]?.point;
  const hasLabels = series.some(({ points }) => points.some(({ label }) => label !== undefined));
  const names: Column<Stop>[] = [
    { id: 'series', header: 'Series', width: 110, value: (stop) => stop.readings[0]?.series.label ?? null },
  ];
  if (hasLabels)
    names.push({ id: 'label', header: 'Point', width: 120, value: (stop) => pointOf(stop)?.label ?? null });
  const intervals = series.some(({ points }) => points.some(isInterval));
  return [
    ...names,
    ...wording.placeColumns,
    ...figureColumns({ id: 'value', name: 'Value', intervals }, pointOf, wording),
  ];
}

interface Figure {
  readonly id: string;
  readonly name: string;
  readonly intervals: boolean;
}

function figureColumns(
  { id, name, intervals }: Figure,
  pointOf: (stop: Stop) => Point | undefined,
  { unit, formatValue }: Wording,
): readonly Column<Stop>[] {
  const column = (end: 'y' | 'low' | 'high', header: string): Column<Stop> => {
    const value = (stop: Stop) => pointOf(stop)?.[end] ?? null;
    const cell = (stop: Stop) => {
      const number = value(stop);
      return number === null ? '–' : formatValue(number);
    };
    return { id: `${id}.${end}`, header, unit, align: 'right', width: 110, value, cell };
  };
  const ends = intervals ? [column('low', `${name}, low`), column('high', `${name}, high`)] : [];
  return [column('y', name), ...ends];
}

'use client';

import { lazy, Suspense, useMemo, useState } from 'react';
import { Brush } from './brush';
import { CHART_HEIGHT, ChartFrame, type ChartProps } from './chart-frame';
import { CursorBox, type Readout } from './cursor';
import { niceTicks, type Span } from './nice-ticks';
import type { Rule } from './plot-axes';
import { across, type PlotFrame, roomAfter, roomFor } from './plot-frame';
import { PlotSkeleton } from './plot-skeleton';
import { partsWithoutData, placeSpan, type Series, valueSpan, withBreaks } from './series';
import {
  columnsByPlace,
  columnsByPoint,
  readingWords,
  type Stop,
  stopsByPlace,
  stopsByPoint,
  type Wording,
} from './stops';
import type { Tick } from './time-ticks';
import { useShown } from './use-shown';
import type { PlacedSeries, Shade, XyPlotProps } from './xy-plot';

// recharts comes with the picture and not with the screen.
const XyPlot = lazy(() => import('./xy-plot').then((module) => ({ default: module.XyPlot })));

/** The lower axis: a time or a number. */
export interface PlaceAxis {
  readonly title: string;
  readonly ticks: (span: Span, count: number) => { readonly domain: Span; readonly ticks: readonly Tick[] };
  readonly format: (at: number, span: Span) => string;
}

interface XyChartProps extends ChartProps {
  readonly unit: string;
  readonly series: readonly Series[];
  readonly axis: PlaceAxis;
  /** The columns of the places in table and file. */
  readonly placeColumns: Wording['placeColumns'];
  /** What the lower axis spans; from the first to the last point unless said. */
  readonly span?: Span | undefined;
  readonly formatValue?: ((value: number) => string) | undefined;
  /** Further apart than this, two points are not joined and what is between them counts as unknown. */
  readonly joinMax?: number | undefined;
  readonly rules?: readonly Rule[] | undefined;
  readonly shades?: readonly Shade[] | undefined;
  /** Begins the value axis at zero. */
  readonly fromZero?: boolean | undefined;
  readonly diagonal?: boolean | undefined;
  readonly brush?: boolean | undefined;
  /** Each point is a thing of its own, to be walked and listed by itself. */
  readonly apart?: boolean | undefined;
}

const TOP = 16;
const BOTTOM = 38;
const RIGHT = 24;
/** Pixels that a tick below needs for its words. */
const TICK_ROOM = 76;

/** Series over a common axis, with all that a chart has around it. */
export function XyChart(props: XyChartProps) {
  const { series, unit, axis, apart = false } = props;
  const { shown, hidden, toggle } = useShown(series);
  const whole = useMemo(() => props.span ?? placeSpan(series) ?? EMPTY, [props.span, series]);
  const [part, setPart] = useState<Span | null>(null);
  const span = part ?? whole;
  const values = valueAxis(shown, span, props);
  const wording: Wording = { unit, formatValue: values.format, placeColumns: props.placeColumns };
  const stops = useMemo(() => (apart ? stopsByPoint : stopsByPlace)(shown, span), [apart, shown, span]);
  const columns = (apart ? columnsByPoint : columnsByPlace)(shown, wording);
  const placed = useMemo(
    () =>
      series.flatMap((one, place): PlacedSeries[] =>
        hidden.has(one.id) ? [] : [{ ...one, place, points: withBreaks(one.points, props.joinMax) }],
      ),
    [series, hidden, props.joinMax],
  );
  return (
    <ChartFrame
      {...props}
      isEmpty={!hasValue(series)}
      figures={{ columns, rows: stops, rowKey: (stop) => stop.key }}
      legend={series.map(({ id, label, tone, shape }, place) => ({
        id,
        label,
        tone,
        place,
        look: shape === 'points' ? 'mark' : 'line',
        shown: !hidden.has(id),
      }))}
      onToggle={toggle}
      foot={
        props.brush === true && (
          <Brush
            label={`${props.name}, part shown`}
            whole={whole}
            chosen={span}
            onChoose={setPart}
            series={placed[0]}
            format={(at) => axis.format(at, whole)}
          />
        )
      }
    >
      {(width) => <XyPicture {...{ props, width, span, values, wording, stops, placed }} />}
    </ChartFrame>
  );
}

interface XyPictureProps {
  readonly props: XyChartProps;
  readonly width: number;
  readonly span: Span;
  readonly values: ReturnType<typeof valueAxis>;
  readonly wording: Wording;
  readonly stops: readonly Stop[];
  readonly placed: readonly PlacedSeries[];
}

/** The picture in the room that it has, with the cursor that walks it. */
function XyPicture({ props, width, span, values, wording, stops, placed }: XyPictureProps) {
  const { axis, unit, height = CHART_HEIGHT } = props;
  const left = roomFor([unit, ...values.ticks.map(({ label }) => label)], width);
  const room = Math.max(2, Math.floor((width - left - RIGHT) / TICK_ROOM));
  const below = axis.ticks(span, room);
  const right = Math.max(RIGHT, roomAfter(below.ticks.map(({ label }) => label)));
  const frame: PlotFrame = { width, height, left, right, top: TOP, bottom: BOTTOM };
  const gaps = partsWithoutData(placed, span, props.joinMax);
  const plot: Omit<XyPlotProps, 'cursor'> = {
    frame,
    x: { ...below, title: axis.title },
    y: { domain: values.domain, ticks: values.ticks, title: unit },
    series: placed,
    rules: props.rules ?? [],
    shades: [...(props.shades ?? []), ...gaps.map((gap): Shade => ({ ...gap, kind: 'no-data', label: 'no data' }))],
    diagonal: props.diagonal ?? false,
  };
  return (
    <CursorBox
      label={props.name}
      along="x"
      width={width}
      height={height}
      stops={stops.map((stop) => across(stop.x, plot.x, frame))}
      readoutAt={(index) => readout(stops[index], wording, axis.format(stops[index]?.x ?? 0, span))}
    >
      {(index) => (
        <Suspense fallback={<PlotSkeleton height={height} />}>
          <XyPlot {...plot} cursor={index === null ? null : (stops[index]?.x ?? null)} />
        </Suspense>
      )}
    </CursorBox>
  );
}

const EMPTY: Span = [0, 1];

function hasValue(series: readonly Series[]): boolean {
  return series.some(({ points }) => points.some(({ y }) => y !== null));
}

/** The axis of the values that are in sight, with the rules that cross it. */
function valueAxis(shown: readonly Series[], span: Span, { rules = [], fromZero = false, formatValue }: XyChartProps) {
  const seen = valueSpan(shown, span) ?? EMPTY;
  const marks = [...rules.flatMap(({ axis, at }) => (axis === 'y' ? [at] : [])), ...(fromZero ? [0] : [])];
  const nice = niceTicks([Math.min(seen[0], ...marks), Math.max(seen[1], ...marks)], 5);
  const tick = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: nice.decimals,
    maximumFractionDigits: nice.decimals,
  });
  const figure = new Intl.NumberFormat('en-US', { maximumFractionDigits: nice.decimals + 2 });
  const format = formatValue ?? ((value: number) => figure.format(value));
  return {
    domain: nice.domain,
    format,
    ticks: nice.ticks.map((at): Tick => ({ at, label: (formatValue ?? tick.format)(at) })),
  };
}

function readout(stop: Stop | undefined, wording: Wording, place: string): Readout {
  if (stop === undefined) return { title: place, lines: [] };
  const label = stop.readings[0]?.point.label;
  return {
    title: label === undefined ? place : `${label}, ${place}`,
    lines: stop.readings.map((reading) => ({
      id: reading.series.id,
      label: reading.series.label,
      tone: reading.series.tone,
      words: readingWords(reading, wording),
    })),
  };
}

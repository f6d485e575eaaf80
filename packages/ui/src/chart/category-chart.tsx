'use client';

import { lazy, Suspense } from 'react';
import { type BarRow, type BarSeries, barColumns, barWords, isNumber, numbersOf } from './bar-figures';
import type { BarRule, BarsPlotProps } from './bars-plot';
import { ChartFrame, type ChartProps } from './chart-frame';
import { CursorBox } from './cursor';
import { niceTicks, spanOf } from './nice-ticks';
import { type PlotFrame, roomAfter, roomFor } from './plot-frame';
import { PlotSkeleton } from './plot-skeleton';
import { useShown } from './use-shown';

// recharts comes with the picture and not with the screen.
const BarsPlot = lazy(() => import('./bars-plot').then((module) => ({ default: module.BarsPlot })));

export interface CategoryChartProps extends ChartProps {
  /** What the names are: the head of their column. */
  readonly header: string;
  readonly unit: string;
  readonly rows: readonly BarRow[];
  readonly series: readonly BarSeries[];
  readonly rules?: readonly BarRule[];
  readonly formatValue?: (value: number) => string;
}

const TOP = 4;
const BOTTOM = 38;
const RIGHT = 24;
const LINE_HEIGHT = 28;
const SERIES_HEIGHT = 14;
const TICK_ROOM = 64;

/** Figures by name, a name a line, with all that a chart has around it. */
export function CategoryChart({ look, ...props }: CategoryChartProps & { look: BarsPlotProps['look'] }) {
  const { rows, series, unit, rules = [] } = props;
  const { shown, hidden, toggle } = useShown(series);
  const values = valueAxis(rows, shown, { ...props, fromZero: look === 'bar' });
  const lineHeight = Math.max(LINE_HEIGHT, shown.length * SERIES_HEIGHT + 8);
  const height = props.height ?? rows.length * lineHeight + TOP + BOTTOM;
  const isKnown = rows.some((row) => series.some(({ id }) => isNumber(row.figures[id]?.value)));
  const columns = barColumns(rows, shown, { unit, header: props.header, format: values.format });
  return (
    <ChartFrame
      {...props}
      height={Math.max(height, 160)}
      isEmpty={!isKnown}
      figures={{ columns, rows, rowKey: (row) => row.id }}
      legend={series.map((one, place) => ({
        ...one,
        place,
        look: look === 'bar' ? 'bar' : 'mark',
        shown: !hidden.has(one.id),
      }))}
      onToggle={toggle}
    >
      {(width) => {
        const left = roomFor(
          rows.map(({ label }) => label),
          width,
        );
        const { domain, ticks } = values.axis(Math.max(2, Math.floor((width - left - RIGHT) / TICK_ROOM)));
        const frame: PlotFrame = {
          width,
          height,
          left,
          right: Math.max(RIGHT, roomAfter(ticks.map(({ label }) => label))),
          top: TOP,
          bottom: BOTTOM,
        };
        const line = (height - TOP - BOTTOM) / rows.length;
        return (
          <CursorBox
            label={props.name}
            along="y"
            width={width}
            height={height}
            stops={rows.map((_, index) => TOP + (index + 0.5) * line)}
            readoutAt={(index) => ({
              title: rows[index]?.label ?? '',
              lines: shown.map(({ id, label, tone }) => ({
                id,
                label,
                tone,
                words: barWords(rows[index]?.figures[id], unit, values.format),
              })),
            })}
          >
            {(cursor) => (
              <Suspense fallback={<PlotSkeleton height={height} />}>
                <BarsPlot
                  {...{ frame, rows, rules, look, cursor }}
                  values={{ domain, ticks, title: unit }}
                  series={series.flatMap((one, place) => (hidden.has(one.id) ? [] : [{ ...one, place }]))}
                />
              </Suspense>
            )}
          </CursorBox>
        );
      }}
    </ChartFrame>
  );
}

interface ValueAxisInput {
  readonly rules?: readonly BarRule[];
  readonly formatValue?: (value: number) => string;
  readonly fromZero: boolean;
}

function valueAxis(rows: readonly BarRow[], shown: readonly BarSeries[], input: ValueAxisInput) {
  const { rules = [], formatValue, fromZero } = input;
  const marks = [...rules.map(({ at }) => at), ...(fromZero ? [0] : [])];
  const span = spanOf([...numbersOf(rows, shown), ...marks]) ?? [0, 1];
  const { decimals } = niceTicks(span, 5);
  const figure = new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals + 2 });
  const format = formatValue ?? ((value: number) => figure.format(value));
  return {
    format,
    axis: (count: number) => {
      const nice = niceTicks(span, Math.min(count, 6));
      const tick = new Intl.NumberFormat('en-US', {
        minimumFractionDigits: nice.decimals,
        maximumFractionDigits: nice.decimals,
      });
      return { domain: nice.domain, ticks: nice.ticks.map((at) => ({ at, label: (formatValue ?? tick.format)(at) })) };
    },
  };
}

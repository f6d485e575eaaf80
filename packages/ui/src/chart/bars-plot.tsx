'use client';

import { memo } from 'react';
import { Bar, CartesianGrid, ComposedChart, ErrorBar, Line, ReferenceArea, ReferenceLine } from 'recharts';
import { type BarFigure, type BarRow, type BarSeries, isNumber } from './bar-figures';
import { colourOf } from './chart-tone';
import { Mark } from './legend';
import { BelowAxis, NamesAxis, type Rule, ruleLine, spreadOf } from './plot-axes';
import type { PlotAxis, PlotFrame } from './plot-frame';

/** A value across all bars that they are read against. */
export type BarRule = Omit<Rule, 'axis'>;

export interface BarsPlotProps {
  readonly frame: PlotFrame;
  readonly values: PlotAxis;
  readonly rows: readonly BarRow[];
  readonly series: readonly PlacedBars[];
  readonly rules: readonly BarRule[];
  /** Bars from zero, or marks with the interval around each. */
  readonly look: 'bar' | 'mark';
  readonly cursor: number | null;
}

interface PlacedBars extends BarSeries {
  readonly place: number;
}

/** Figures by name, a name a line, drawn by recharts. Loaded only where a chart is shown. */
export const BarsPlot = memo(function BarsPlot({ frame, values, rows, series, rules, look, cursor }: BarsPlotProps) {
  const { width, height, top, right, left, bottom } = frame;
  const chosen = cursor === null ? undefined : rows[cursor];
  return (
    <ComposedChart
      layout="vertical"
      width={width}
      height={height}
      margin={{ top, right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
      data={rows}
      barCategoryGap="22%"
      barGap={1}
    >
      <CartesianGrid horizontal={false} stroke="var(--line)" />
      <BelowAxis axis={values} room={bottom} of="values" />
      <NamesAxis names={rows} room={left} />
      {chosen !== undefined && <ReferenceArea y1={chosen.id} y2={chosen.id} fill="var(--hover)" fillOpacity={1} />}
      {values.domain[0] < 0 && <ReferenceLine x={0} stroke="var(--line-strong)" />}
      {series.map(look === 'bar' ? valueBar : intervalMark)}
      {look === 'bar' && series.map(limitMark)}
      {rules.map((rule) => ruleLine({ ...rule, axis: 'x' }))}
      <text x={width - right} y={height - 2} textAnchor="end" className="fill-faint text-[11px]">
        {values.title}
      </text>
    </ComposedChart>
  );
});

function valueBar({ id, tone }: PlacedBars) {
  return (
    <Bar
      key={id}
      dataKey={(row: BarRow) => row.figures[id]?.value ?? null}
      maxBarSize={18}
      fill={colourOf(tone)}
      fillOpacity={0.8}
      activeBar={false}
      isAnimationActive={false}
    >
      <ErrorBar
        dataKey={(row: BarRow) => spreadOf(row.figures[id]?.value ?? null, row.figures[id] ?? {})}
        width={4}
        stroke="var(--fg)"
        strokeWidth={1}
        isAnimationActive={false}
      />
    </Bar>
  );
}

/** An upright stroke at the limit of each name that has one. */
function limitMark({ id }: PlacedBars) {
  return (
    <Line
      key={`limit-${id}`}
      dataKey={(row: BarRow) => row.figures[id]?.limit ?? null}
      stroke="none"
      activeDot={false}
      isAnimationActive={false}
      dot={({ key, cx, cy, payload }) =>
        isNumber(cx) && isNumber(cy) && isNumber(payload?.figures?.[id]?.limit) ? (
          <line key={key} x1={cx} x2={cx} y1={cy - 11} y2={cy + 11} stroke="var(--fg)" strokeWidth="2" />
        ) : (
          <g key={key} />
        )
      }
    />
  );
}

/** A mark at the value and a stroke over its interval; series of one name lie below each other. */
function intervalMark({ id, tone, place }: PlacedBars) {
  const colour = colourOf(tone);
  return (
    <Bar
      key={id}
      dataKey={(row: BarRow) => rangeOf(row.figures[id])}
      maxBarSize={18}
      activeBar={false}
      isAnimationActive={false}
      shape={({ x, y, width, height, payload }) => {
        const range = rangeOf(payload?.figures?.[id]);
        if (range === null) return <g />;
        const [low, high] = range;
        const middle = y + height / 2;
        const value: number = payload.figures[id].value;
        const at = high === low ? x : x + ((value - low) / (high - low)) * width;
        return (
          <g>
            <line x1={x} x2={x + width} y1={middle} y2={middle} stroke={colour} strokeWidth="1.5" />
            {/* Without an interval both ends are at one place. */}
            {(['low', 'high'] as const).map((end) => {
              const endX = end === 'low' ? x : x + width;
              return (
                <line key={end} x1={endX} x2={endX} y1={middle - 4} y2={middle + 4} stroke={colour} strokeWidth="1.5" />
              );
            })}
            <Mark place={place} x={at} y={middle} size={3.5} fill={colour} />
          </g>
        );
      }}
    />
  );
}

/** From the low to the high end; a value without an interval is both. */
function rangeOf(figure: BarFigure | undefined): [number, number] | null {
  if (figure === undefined || !isNumber(figure.value)) return null;
  return isNumber(figure.low) && isNumber(figure.high) ? [figure.low, figure.high] : [figure.value, figure.value];
}

import { ReferenceLine, XAxis, YAxis } from 'recharts';
import { AxisTick } from './axis-tick';
import { type ChartTone, colourOf } from './chart-tone';
import type { PlotAxis } from './plot-frame';
import type { Tick } from './time-ticks';

interface NumberAxisProps {
  readonly axis: PlotAxis;
  /** Pixels that the axis takes of the picture. */
  readonly room: number;
}

/** The axis below a picture: of places, which points are set by and which have small strokes, or of values. */
export function BelowAxis({ axis, room, of }: NumberAxisProps & { readonly of: 'places' | 'values' }) {
  const own = of === 'places' ? { dataKey: 'x', tickLine: { stroke: 'var(--line-strong)' } } : { tickLine: false };
  return <XAxis {...numbers(axis, 'below')} {...own} height={room} axisLine={{ stroke: 'var(--line-strong)' }} />;
}

/** The axis of values at the left; the lines of the grid begin where its own would stand. */
export function LeftAxis({ axis, room }: NumberAxisProps) {
  return <YAxis {...numbers(axis, 'left')} width={room} tickLine={false} axisLine={false} />;
}

interface NamesAxisProps {
  readonly names: readonly { readonly id: string; readonly label: string }[];
  readonly room: number;
}

/** The names at the left of a picture, a name a line. */
export function NamesAxis({ names, room }: NamesAxisProps) {
  const ticks = new Map(names.map(({ id, label }) => [id, { at: 0, label }]));
  return (
    <YAxis
      type="category"
      dataKey="id"
      width={room}
      interval={0}
      tick={(place) => written(place, ticks.get(String(place.payload.value)), 'left')}
      tickLine={false}
      axisLine={false}
    />
  );
}

function numbers({ domain, ticks }: PlotAxis, side: 'left' | 'below') {
  return {
    type: 'number',
    domain: [...domain],
    allowDataOverflow: true,
    interval: 0,
    ticks: ticks.map(({ at }) => at),
    tick: (place: TickPlace) => {
      const tick = ticks.find(({ at }) => at === place.payload.value);
      return written(place, tick, side);
    },
  } as const;
}

interface TickPlace {
  readonly x: number | string;
  readonly y: number | string;
  readonly payload: { readonly value: unknown };
}

function written({ x, y }: TickPlace, tick: Tick | undefined, side: 'left' | 'below') {
  return <AxisTick x={x} y={y} tick={tick} side={side} />;
}

/** A line across a picture that its figures are read against. */
export interface Rule {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
  readonly tone: ChartTone;
}

const LABEL_AT = { x: 'insideTopLeft', y: 'insideBottomRight' } as const;

/** The line of a rule. It is called and not drawn as a component: recharts places what lies over what by the order of its own components. */
export function ruleLine({ axis, at, label, tone }: Rule) {
  return (
    <ReferenceLine
      key={`${axis}-${at}-${label}`}
      {...{ [axis]: at }}
      stroke={colourOf(tone)}
      strokeDasharray="4 3"
      ifOverflow="hidden"
      label={{ value: label, position: LABEL_AT[axis], fontSize: 11, fill: 'var(--fg-muted)' }}
    />
  );
}

interface Interval {
  readonly low?: number | null;
  readonly high?: number | null;
}

/** The ends of the interval around a value as distances from it, as recharts wants them. Null where there is none. */
export function spreadOf(value: number | null, { low, high }: Interval): [number, number] | null {
  if (value === null || typeof low !== 'number' || typeof high !== 'number') return null;
  return [value - low, high - value];
}

import type { Tick } from './time-ticks';

interface AxisTickProps {
  readonly x: number | string;
  readonly y: number | string;
  readonly tick: Tick | undefined;
  readonly side: 'left' | 'below';
}

/** What is written at a place of an axis, in tabular figures. */
export function AxisTick({ x, y, tick, side }: AxisTickProps) {
  if (tick === undefined) return <g />;
  const isLeft = side === 'left';
  return (
    <text
      x={x}
      y={Number(y) + (isLeft ? 3.5 : 10)}
      textAnchor={isLeft ? 'end' : 'middle'}
      className="figures fill-faint text-[11px]"
    >
      {tick.label}
      {tick.second !== undefined && (
        <tspan x={x} dy="13" className="fill-muted">
          {tick.second}
        </tspan>
      )}
    </text>
  );
}

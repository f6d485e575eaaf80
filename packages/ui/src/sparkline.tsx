interface SparklineProps {
  readonly values: readonly number[];
  readonly label: string;
  /** How many values there are when all are known; fewer stand at the right, where the newest always are. */
  readonly places?: number;
  readonly width?: number;
  readonly height?: number;
}

/** The course of a figure beside it, as a mark and not as a chart: it has no scale of its own, and nothing to read off. What is known of it begins where the line does. */
export function Sparkline({ values, label, places = values.length, width = 72, height = 20 }: SparklineProps) {
  const top = Math.max(...values, 0);
  const step = places > 1 ? width / (places - 1) : 0;
  const begin = width - (values.length - 1) * step;
  const y = (value: number) => (top === 0 ? height - 1 : height - 1 - (value / top) * (height - 2));
  const line = values.map((value, index) => `${(begin + index * step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      className="shrink-0"
    >
      {values.length > 1 && (
        <>
          <polygon points={`${begin.toFixed(1)},${height} ${line} ${width},${height}`} className="fill-accent/12" />
          <polyline points={line} fill="none" className="stroke-accent" strokeWidth="1.25" strokeLinejoin="round" />
        </>
      )}
    </svg>
  );
}

interface SparklineProps {
  readonly values: readonly number[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** The course of a figure, without axes: its scale is the figure beside it. */
export function Sparkline({ values, label, width = 72, height = 20 }: SparklineProps) {
  const top = Math.max(...values, 0);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const y = (value: number) => (top === 0 ? height - 1 : height - 1 - (value / top) * (height - 2));
  const line = values.map((value, index) => `${(index * step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
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
          <polygon points={`0,${height} ${line} ${width},${height}`} className="fill-accent/12" />
          <polyline points={line} fill="none" className="stroke-accent" strokeWidth="1.25" strokeLinejoin="round" />
        </>
      )}
    </svg>
  );
}

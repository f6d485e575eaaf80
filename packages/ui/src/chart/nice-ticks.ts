/** The two ends of an axis. */
export type Span = readonly [from: number, to: number];

/** Round numbers that cover a span, and the span that they cover. Both in the unit of the axis. */
export interface NiceTicks {
  readonly domain: Span;
  readonly ticks: readonly number[];
  /** Decimals that tell each tick from the next. */
  readonly decimals: number;
}

/** Ticks at 1, 2 or 5 times a power of ten, about as many as asked for. */
export function niceTicks([low, high]: Span, count: number): NiceTicks {
  const [from, to] = low === high ? widened(low) : [low, high];
  const raw = (to - from) / Math.max(1, count);
  const power = Math.floor(Math.log10(raw));
  const share = raw / 10 ** power;
  const factor = share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10;
  const decimals = Math.max(0, -(power + (factor === 10 ? 1 : 0)));
  // Ticks are counted in whole steps, so that no sum of fractions drifts.
  const step = factor * 10 ** power;
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  const at = (index: number) => Number((index * step).toFixed(Math.min(20, decimals)));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => at(first + index));
  return { domain: [at(first), at(last)], ticks, decimals };
}

/** A single value still needs room around it. */
function widened(value: number): Span {
  const margin = value === 0 ? 1 : Math.abs(value) * 0.1;
  return [value - margin, value + margin];
}

/** From the least to the greatest of the numbers; null where there is none. */
export function spanOf(values: Iterable<number | null | undefined>): Span | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}

/** The usual four of a distribution. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** Percentiles by nearest rank: each is a value that was measured. All zero where nothing was. */
export function percentilesOf(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) };
}

/**
 * Percentiles of each of some blocks of equal length, and of each percentile the median over the blocks: what comes all the time shows, a
 * moment at which somebody else had the machine does not.
 */
export function typicalPercentiles(values: readonly number[], blocks: number): Percentiles {
  const length = Math.max(1, Math.floor(values.length / blocks));
  const found = Array.from({ length: blocks }, (_, block) =>
    percentilesOf(values.slice(block * length, (block + 1) * length)),
  );
  const median = (of: (each: Percentiles) => number) => percentilesOf(found.map(of)).p50;
  return {
    p50: median((each) => each.p50),
    p99: median((each) => each.p99),
    p999: median((each) => each.p999),
    max: median((each) => each.max),
  };
}

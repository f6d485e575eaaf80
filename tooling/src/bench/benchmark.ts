import { type Percentiles, percentilesOf } from '../replay/percentiles.ts';

/** One figure. A distribution has its mean as `value` and its percentiles beside it; a single figure has only `value`. */
export interface Metric {
  readonly metric: string;
  readonly unit: string;
  readonly value: number;
  readonly p50: number | null;
  readonly p95?: number;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
  readonly n: number;
}

/** A figure that holds on any machine: a quotient of two measured in the same run, or of one and what it is to reach. */
export interface Ratio {
  readonly name: string;
  readonly value: number;
  /** Null where the ratio is only for comparison. */
  readonly target: number | null;
  readonly met: boolean | null;
}

/** What a benchmark found. */
export interface Findings {
  readonly metrics: readonly Metric[];
  readonly ratios: readonly Ratio[];
}

/** What a benchmark may use of the process that it runs in. */
export interface BenchPorts {
  readonly progress: (line: string) => void;
  /** The folder of recorded data. */
  readonly shared: string;
  /** Whether to tell what the router's time goes to, by a profile of it, which slows what is measured. */
  readonly profile: boolean;
  /** How many orders a database is made of, where one is; the benchmark's own number unless said. */
  readonly orders?: number;
  /** A database that was made before, which is measured instead of one of its own. */
  readonly database?: string;
}

export type Benchmark = (ports: BenchPorts) => Promise<Findings>;

/** A distribution as a metric. */
export function distribution(metric: string, unit: string, values: readonly number[]): Metric {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const { p50, p99, p999, max }: Percentiles = percentilesOf(values);
  return { metric, unit, value: mean, p50, p99, p999, max, n: values.length };
}

/** A single figure as a metric; `n` is how many things it was measured over. */
export function figure(metric: string, unit: string, of: { value: number; n: number }): Metric {
  return { metric, unit, value: of.value, p50: null, p99: null, p999: null, max: null, n: of.n };
}

/** A ratio that must not be above its target. */
export function atMost(name: string, value: number, target: number): Ratio {
  return { name: `${name} (at most)`, value, target, met: value <= target };
}

/** A ratio that must not be below its target. */
export function atLeast(name: string, value: number, target: number): Ratio {
  return { name: `${name} (at least)`, value, target, met: value >= target };
}

/** A ratio that is shown for comparison. */
export function compared(name: string, value: number): Ratio {
  return { name, value, target: null, met: null };
}

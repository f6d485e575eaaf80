import type { DecisionRow } from '@/rows/decision-row';
import type { ExecutionRow } from '@/rows/execution-row';

/** The seconds that rates and percentiles look back over. */
export const WINDOW_SECONDS = 60;
const SECONDS_MIN = 5;

/** What the last minute was like. Null where nothing is known of it: nobody listens, or nothing happened that could be measured. */
export interface LiveRates {
  readonly ordersPerSecond: number | null;
  readonly fillsPerSecond: number | null;
  /** Counts of each piece of the window, oldest first; none where nothing is known. */
  readonly orderCounts: readonly number[];
  readonly fillCounts: readonly number[];
  readonly decisionP50Us: number | null;
  readonly decisionP99Us: number | null;
  readonly decisions: number | null;
}

const UNKNOWN: LiveRates = {
  ordersPerSecond: null,
  fillsPerSecond: null,
  orderCounts: [],
  fillCounts: [],
  decisionP50Us: null,
  decisionP99Us: null,
  decisions: null,
};

/** Rates and latencies over the window that ends now (null: the stream is not heard, so nothing is known). Rows come newest first. */
export function liveRates(
  decisions: readonly DecisionRow[],
  executions: readonly ExecutionRow[],
  nowMs: number | null,
): LiveRates {
  if (nowMs === null) return UNKNOWN;
  const fromMs = nowMs - WINDOW_SECONDS * 1_000;
  const recent = takeWhile(decisions, (row) => row.at_ms >= fromMs);
  const fills = takeWhile(executions, (row) => row.at_ms >= fromMs);
  const orders = recent.filter((row) => row.wave === 1);
  // A window that has only begun is not averaged over seconds in which nobody listened.
  const oldest = Math.min(
    nowMs,
    ...[decisions.at(-1)?.at_ms, executions.at(-1)?.at_ms].filter((ms) => ms !== undefined),
  );
  const seconds = Math.min(WINDOW_SECONDS, Math.max(SECONDS_MIN, (nowMs - oldest) / 1_000));
  const times = recent.map((row) => row.routing_time_us).sort((a, b) => a - b);
  return {
    ordersPerSecond: orders.length / seconds,
    fillsPerSecond: fills.length / seconds,
    orderCounts: perBucket(orders, fromMs),
    fillCounts: perBucket(fills, fromMs),
    decisionP50Us: percentile(times, 0.5),
    decisionP99Us: percentile(times, 0.99),
    decisions: recent.length,
  };
}

const BUCKETS = 20;

function perBucket(rows: readonly { at_ms: number }[], fromMs: number): number[] {
  const counts = new Array<number>(BUCKETS).fill(0);
  const width = (WINDOW_SECONDS * 1_000) / BUCKETS;
  for (const { at_ms } of rows) {
    const bucket = Math.min(BUCKETS - 1, Math.max(0, Math.floor((at_ms - fromMs) / width)));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/** The nearest-rank percentile of ascending values. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

function takeWhile<Row>(rows: readonly Row[], keep: (row: Row) => boolean): Row[] {
  const end = rows.findIndex((row) => !keep(row));
  return end === -1 ? [...rows] : rows.slice(0, end);
}

/** The seconds that rates and percentiles look back over. */
export const WINDOW_SECONDS = 60;
const WINDOW_MS = WINDOW_SECONDS * 1_000;
const SECONDS_MIN = 5;
const BUCKETS = 20;

/** What the last minute was like. Null where nothing is known of it: nobody listens, or nothing happened that could be measured. */
export interface LiveRates {
  /** How long was listened, up to the window. */
  readonly seconds: number | null;
  readonly ordersPerSecond: number | null;
  readonly fillsPerSecond: number | null;
  /** Counts of each piece of the window, oldest first; none where nothing is known. */
  readonly orderCounts: readonly number[];
  readonly fillCounts: readonly number[];
  readonly decisionP50Us: number | null;
  readonly decisionP99Us: number | null;
  readonly decisions: number | null;
}

export const UNKNOWN_RATES: LiveRates = {
  seconds: null,
  ordersPerSecond: null,
  fillsPerSecond: null,
  orderCounts: [],
  fillCounts: [],
  decisionP50Us: null,
  decisionP99Us: null,
  decisions: null,
};

interface Decided {
  readonly at_ms: number;
  readonly wave: number;
  readonly routing_time_us: number;
}

/** Rates and latencies of what the stream tells, over the last minute or as much of it as was heard. It is counted when somebody looks, and nothing is kept where nobody does. */
export class RateMeter {
  #decided: Decided[] = [];
  #filledAtMs: number[] = [];
  #heardSinceMs: number | null = null;

  addDecision({ at_ms, wave, routing_time_us }: Decided): void {
    if (this.#heardSinceMs !== null) this.#decided.push({ at_ms, wave, routing_time_us });
  }

  addFill(atMs: number): void {
    if (this.#heardSinceMs !== null) this.#filledAtMs.push(atMs);
  }

  /** Something was missed: rates begin anew. */
  forget(): void {
    this.#decided = [];
    this.#filledAtMs = [];
    this.#heardSinceMs = null;
  }

  /** Of the window that ends now. To be asked each second: it listens from the first time on. */
  read(nowMs: number): LiveRates {
    this.#heardSinceMs ??= nowMs;
    const fromMs = nowMs - WINDOW_MS;
    this.#decided = this.#decided.filter(({ at_ms }) => at_ms >= fromMs);
    this.#filledAtMs = this.#filledAtMs.filter((atMs) => atMs >= fromMs);
    // A window that has only begun is not averaged over seconds in which nobody listened.
    const seconds = Math.min(WINDOW_SECONDS, Math.max(SECONDS_MIN, (nowMs - this.#heardSinceMs) / 1_000));
    const ordersAtMs = this.#decided.flatMap(({ wave, at_ms }) => (wave === 1 ? [at_ms] : []));
    const times = this.#decided.map((each) => each.routing_time_us).sort((a, b) => a - b);
    return {
      seconds,
      ordersPerSecond: ordersAtMs.length / seconds,
      fillsPerSecond: this.#filledAtMs.length / seconds,
      orderCounts: perBucket(ordersAtMs, fromMs),
      fillCounts: perBucket(this.#filledAtMs, fromMs),
      decisionP50Us: percentile(times, 0.5),
      decisionP99Us: percentile(times, 0.99),
      decisions: times.length,
    };
  }
}

function perBucket(timesMs: readonly number[], fromMs: number): number[] {
  const counts = new Array<number>(BUCKETS).fill(0);
  const width = WINDOW_MS / BUCKETS;
  for (const atMs of timesMs) {
    const bucket = Math.min(BUCKETS - 1, Math.max(0, Math.floor((atMs - fromMs) / width)));
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

/** The nearest-rank percentile of ascending values. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

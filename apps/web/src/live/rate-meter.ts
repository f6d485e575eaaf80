/** The seconds that rates and percentiles look back over. */
export const WINDOW_SECONDS = 60;
const WINDOW_MS = WINDOW_SECONDS * 1_000;
const SECONDS_MIN = 5;
/** The pieces of the window whose course is drawn. */
export const PIECE_MS = 3_000;

/** What happened in a piece of the window: no latency where nothing was decided. */
export interface LivePiece {
  /** Its middle. */
  readonly atMs: number;
  readonly ordersPerSecond: number;
  readonly fillsPerSecond: number;
  readonly decisionP50Us: number | null;
  readonly decisionP99Us: number | null;
}

/** What the last minute was like. Null where nothing is known of it: nobody listens, or nothing happened that could be measured. */
export interface LiveRates {
  /** How long was listened, up to the window. */
  readonly seconds: number | null;
  readonly ordersPerSecond: number | null;
  readonly fillsPerSecond: number | null;
  /** The window piece by piece, oldest first, each heard whole; none where nothing is known. */
  readonly pieces: readonly LivePiece[];
  readonly decisionP50Us: number | null;
  readonly decisionP99Us: number | null;
  readonly decisions: number | null;
}

export const UNKNOWN_RATES: LiveRates = {
  seconds: null,
  ordersPerSecond: null,
  fillsPerSecond: null,
  pieces: [],
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
    const times = this.#decided.map((each) => each.routing_time_us).sort((a, b) => a - b);
    return {
      seconds,
      ordersPerSecond: this.#decided.filter(isOrder).length / seconds,
      fillsPerSecond: this.#filledAtMs.length / seconds,
      pieces: this.#pieces(Math.max(fromMs, this.#heardSinceMs), nowMs),
      decisionP50Us: percentile(times, 0.5),
      decisionP99Us: percentile(times, 0.99),
      decisions: times.length,
    };
  }

  /** The pieces that lie whole within a time. They begin at the same instants whenever it is asked, so that a course moves on and does not shimmer. */
  #pieces(fromMs: number, toMs: number): LivePiece[] {
    const first = Math.ceil(fromMs / PIECE_MS);
    const count = Math.max(0, Math.floor(toMs / PIECE_MS) - first);
    const decided = byPiece(this.#decided, ({ at_ms }) => at_ms);
    const filled = byPiece(this.#filledAtMs, (atMs) => atMs);
    return Array.from({ length: count }, (_, index) => {
      const piece = first + index;
      const own = decided.get(piece) ?? [];
      const times = own.map((each) => each.routing_time_us).sort((a, b) => a - b);
      return {
        atMs: (piece + 0.5) * PIECE_MS,
        ordersPerSecond: (own.filter(isOrder).length * 1_000) / PIECE_MS,
        fillsPerSecond: ((filled.get(piece)?.length ?? 0) * 1_000) / PIECE_MS,
        decisionP50Us: percentile(times, 0.5),
        decisionP99Us: percentile(times, 0.99),
      };
    });
  }
}

/** An order is counted by its first wave. */
const isOrder = ({ wave }: Decided): boolean => wave === 1;

function byPiece<T>(happened: readonly T[], atMsOf: (one: T) => number): ReadonlyMap<number, readonly T[]> {
  const pieces = new Map<number, T[]>();
  for (const one of happened) {
    const piece = Math.floor(atMsOf(one) / PIECE_MS);
    const own = pieces.get(piece);
    if (own === undefined) pieces.set(piece, [one]);
    else own.push(one);
  }
  return pieces;
}

/** The nearest-rank percentile of ascending values. */
function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

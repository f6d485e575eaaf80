import type { CircuitCode } from './circuit-state.ts';

/** How a venue dealt with one child. */
export interface Outcome {
  /** Microseconds since 1970. */
  readonly atUs: number;
  readonly isFailure: boolean;
  /** It was answered, after more than the bound of the venue's latency. */
  readonly isSlow: boolean;
}

/** Why a circuit is to open. */
export interface OpeningCause {
  readonly code: CircuitCode;
  readonly detail: string;
}

const SECOND_US = 1_000_000;
/** Outcomes that are kept: what a p99 needs. */
const KEPT = 100;
const KEPT_US = 300 * SECOND_US;
/** The rolling window of failures: of the latest outcomes, and no older than this. A busy venue that refuses one in two hundred stays closed by the first. */
const LATEST = 20;
const LATEST_US = 60 * SECOND_US;
const FAILURES = 5;
const RATE_OF = 20;
const RATE_OVER = 0.5;
const SLOW_SHARE_OVER = 0.01;
/** One or two stragglers among few answers are no p99. */
const SLOW_ANSWERS = 3;

/**
 * Outcomes, oldest first: those of a log from one place to another. A log is only ever added to, so that one more outcome is one more in the log of the
 * outcomes before it, which stay what they were.
 */
export interface Outcomes {
  readonly log: Outcome[];
  readonly from: number;
  readonly to: number;
}

export const NO_OUTCOMES: Outcomes = { log: [], from: 0, to: 0 };

/** The outcomes with one more, without those that are too many or too old. Costs no copy but once in a hundred. */
export function withOutcome({ log, from, to }: Outcomes, latest: Outcome): Outcomes {
  const sinceUs = latest.atUs - KEPT_US;
  let first = Math.max(from, to + 1 - KEPT);
  while (first < to && (log[first]?.atUs ?? sinceUs) < sinceUs) first += 1;
  // Nobody has added to it since, and not too much of it is of before.
  const isNewest = to > 0 && to === log.length && first <= KEPT;
  if (!isNewest) return { log: [...log.slice(first, to), latest], from: 0, to: to - first + 1 };
  log.push(latest);
  return { log, from: first, to: to + 1 };
}

/** How many of them failed. */
export function failuresAmong(outcomes: Outcomes): number {
  return count(outcomes, outcomes.from, ({ isFailure }) => isFailure);
}

/** Why failures are too many: five among the last twenty outcomes of the last minute, or more than half of at least twenty in five minutes; null where they are not. */
export function tooManyFailures(outcomes: Outcomes): OpeningCause | null {
  const { log, from, to } = outcomes;
  const nowUs = log[to - 1]?.atUs ?? 0;
  const latest = Math.max(from, to - LATEST);
  const lately = count(outcomes, latest, ({ isFailure, atUs }) => isFailure && atUs > nowUs - LATEST_US);
  if (lately >= FAILURES) return { code: 'FAILURES', detail: `${lately} failures within ${LATEST_US / SECOND_US} s` };
  const failures = failuresAmong(outcomes);
  const all = to - from;
  if (all < RATE_OF || failures <= all * RATE_OVER) return null;
  return { code: 'ERROR_RATE', detail: `${failures} of the last ${all} children failed` };
}

/** Why the slowest hundredth of the answers is too slow, the bound in microseconds; null where it is not. */
export function tooSlow(outcomes: Outcomes, boundUs: number): OpeningCause | null {
  const answers = count(outcomes, outcomes.from, ({ isFailure }) => !isFailure);
  const slow = count(outcomes, outcomes.from, ({ isFailure, isSlow }) => !isFailure && isSlow);
  if (answers < RATE_OF || slow < SLOW_ANSWERS || slow <= answers * SLOW_SHARE_OVER) return null;
  return { code: 'LATENCY', detail: `${slow} of the last ${answers} answers took over ${boundUs / 1_000} ms` };
}

function count({ log, to }: Outcomes, from: number, isMeant: (outcome: Outcome) => boolean): number {
  let counted = 0;
  for (let at = from; at < to; at += 1) {
    const outcome = log[at];
    if (outcome !== undefined && isMeant(outcome)) counted += 1;
  }
  return counted;
}

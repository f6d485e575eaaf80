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

/** The outcomes with one more, without those that are too many or too old. */
export function withOutcome(outcomes: readonly Outcome[], latest: Outcome): readonly Outcome[] {
  const sinceUs = latest.atUs - KEPT_US;
  const isCut = outcomes.length >= KEPT || (outcomes[0]?.atUs ?? sinceUs) < sinceUs;
  const kept = isCut ? outcomes.slice(1 - KEPT).filter(({ atUs }) => atUs >= sinceUs) : outcomes;
  return [...kept, latest];
}

/** Why failures are too many: five among the last twenty outcomes of the last minute, or more than half of at least twenty in five minutes; null where they are not. */
export function tooManyFailures(outcomes: readonly Outcome[]): OpeningCause | null {
  const nowUs = outcomes.at(-1)?.atUs ?? 0;
  const lately = outcomes.slice(-LATEST).filter(({ isFailure, atUs }) => isFailure && atUs > nowUs - LATEST_US).length;
  if (lately >= FAILURES) return { code: 'FAILURES', detail: `${lately} failures within ${LATEST_US / SECOND_US} s` };
  const failures = outcomes.filter(({ isFailure }) => isFailure).length;
  if (outcomes.length < RATE_OF || failures <= outcomes.length * RATE_OVER) return null;
  return { code: 'ERROR_RATE', detail: `${failures} of the last ${outcomes.length} children failed` };
}

/** Why the slowest hundredth of the answers is too slow, the bound in microseconds; null where it is not. */
export function tooSlow(outcomes: readonly Outcome[], boundUs: number): OpeningCause | null {
  const answers = outcomes.filter(({ isFailure }) => !isFailure);
  const slow = answers.filter(({ isSlow }) => isSlow).length;
  if (answers.length < RATE_OF || slow < SLOW_ANSWERS || slow <= answers.length * SLOW_SHARE_OVER) return null;
  return { code: 'LATENCY', detail: `${slow} of the last ${answers.length} answers took over ${boundUs / 1_000} ms` };
}

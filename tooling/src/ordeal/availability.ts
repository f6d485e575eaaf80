import type { Failure, Trial } from './result.ts';

/** What the document asks for in market hours (requirements/3, availability: 99.95 % uptime during market hours), in percent. */
export const ASKED_PERCENT = 99.95;
/** Regular sessions of a year, each of six and a half hours. */
const MARKET_SECONDS_A_YEAR = 252 * 6.5 * 3_600;
/** `npm start` waits so long at most before it starts again what has died for the first time. */
const PAUSE_MS = 500;

/** How often each failure is taken to happen in the market hours of a year (an assumption, and none of ours to measure), and whether `npm start` then starts again what died. */
const EXPECTED: readonly { readonly failure: Failure; readonly timesAYear: number; readonly isKept: boolean }[] = [
  { failure: 'ROUTER_KILLED', timesAYear: 52, isKept: true },
  { failure: 'DATABASE_KILLED', timesAYear: 12, isKept: true },
  { failure: 'DATABASE_RESTARTED', timesAYear: 12, isKept: false },
  { failure: 'DATABASE_STOPPED', timesAYear: 12, isKept: false },
  { failure: 'DATABASE_HUNG', timesAYear: 12, isKept: false },
  { failure: 'DISK_FULL', timesAYear: 1, isKept: false },
  { failure: 'VENUES_KILLED', timesAYear: 12, isKept: true },
  { failure: 'REDIS_STOPPED', timesAYear: 12, isKept: false },
];

/** What one kind of failure takes from a year of market hours. */
interface Share {
  readonly failure: Failure;
  readonly timesAYear: number;
  /** The longest outage that was measured, with the pause before a start where there is one. */
  readonly outageMs: number;
  readonly secondsAYear: number;
  /** How many of this kind alone the document's figure leaves room for in a year; null where it takes nothing. */
  readonly fitInAYear: number | null;
}

export interface Availability {
  readonly shares: readonly Share[];
  readonly percent: number;
  /** The seconds of a year's market hours that may be lost at what the document asks for. */
  readonly budgetSeconds: number;
}

/**
 * The availability that measured outages come to: of each failure its longest outage counts every time. What was not tried does not count, and neither does a
 * year's share of failures that nobody has thought of.
 */
export function availabilityOf(trials: readonly Trial[]): Availability {
  const budgetSeconds = (MARKET_SECONDS_A_YEAR * (100 - ASKED_PERCENT)) / 100;
  const shares = EXPECTED.flatMap(({ failure, timesAYear, isKept }) => {
    const measured = trials.filter((trial) => trial.failure === failure).flatMap(({ outageMs }) => outageMs);
    if (measured.length === 0) return [];
    const longestMs = Math.max(...measured);
    const outageMs = longestMs + (longestMs > 0 && isKept ? PAUSE_MS : 0);
    const fitInAYear = outageMs === 0 ? null : Math.floor((budgetSeconds * 1_000) / outageMs);
    return [{ failure, timesAYear, outageMs, secondsAYear: (timesAYear * outageMs) / 1_000, fitInAYear }];
  });
  const lost = shares.reduce((sum, { secondsAYear }) => sum + secondsAYear, 0);
  return { shares, percent: 100 * (1 - lost / MARKET_SECONDS_A_YEAR), budgetSeconds };
}

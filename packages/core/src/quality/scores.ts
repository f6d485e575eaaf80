import type { PriceE8 } from '../money/units.ts';

/** What is known of one venue in one instrument. Ratios and durations only: nothing here is added to money. */
export interface VenueMeasurement {
  /** Expected round trip in microseconds. */
  readonly latencyUs: number;
  /** Expected share of a sent slice that is filled, 0 to 1: the mean of a Posterior. */
  readonly fillRate: number;
  /** How many child orders stand behind latency, fill rate and impact. */
  readonly observations: number;
  /** The fee for removing liquidity, per unit in 10^-8 of the currency; negative is a rebate. */
  readonly takeFeeE8: PriceE8;
  /** The size that the venue shows (or, where nothing is shown, usually gives), in any unit. */
  readonly displayedSize: number;
  /** The largest such size of any venue in the instrument, in the same unit. */
  readonly bestDisplayedSize: number;
  /** How far the mid moves against us after our fills there, in basis points. */
  readonly impactBps: number;
}

/** Scores from 0 (worst) to 1 (best), and on how many child orders they rest. */
export interface VenueScores {
  readonly liquidityScore: number;
  readonly speedScore: number;
  readonly costScore: number;
  readonly marketImpactScore: number;
  readonly observations: number;
}

/** The round trip that scores one half: about the middle of the default catalogue. */
export const HALF_SPEED_US = 500;
/** The adverse move that scores one half: half the spread of a liquid large stock is about this. */
export const HALF_IMPACT_BPS = 1;
/** The highest fee and the deepest rebate that still change the cost score: $0.003 a share, a scale and no rule. */
export const FEE_BOUND_E8 = 300_000;

/**
 * Scores a venue in an instrument. Fairlead's own definitions, each monotone in its measurement and bounded by 0 and 1:
 * - liquidity = displayed / best displayed × fill rate: the share of the largest size that one may expect to get here;
 * - speed = H / (H + latency), H = HALF_SPEED_US;
 * - cost = (F − fee) / 2F, F = FEE_BOUND_E8: 0 at a fee of F, one half for nothing, 1 at a rebate of F;
 * - market impact = H / (H + impact), H = HALF_IMPACT_BPS; a move in our favour counts as none.
 * Throws for a measurement that is not finite, or negative where it cannot be.
 */
export function scoreVenue(measured: VenueMeasurement): VenueScores {
  const latencyUs = atLeastZero(measured.latencyUs, 'latencyUs');
  const impactBps = Math.max(0, finite(measured.impactBps, 'impactBps'));
  const shown = atLeastZero(measured.displayedSize, 'displayedSize');
  const best = atLeastZero(measured.bestDisplayedSize, 'bestDisplayedSize');
  const share = best === 0 ? 0 : clamp01(shown / best);
  return {
    liquidityScore: share * clamp01(finite(measured.fillRate, 'fillRate')),
    speedScore: HALF_SPEED_US / (HALF_SPEED_US + latencyUs),
    costScore: clamp01((FEE_BOUND_E8 - measured.takeFeeE8) / (2 * FEE_BOUND_E8)),
    marketImpactScore: HALF_IMPACT_BPS / (HALF_IMPACT_BPS + impactBps),
    observations: atLeastZero(measured.observations, 'observations'),
  };
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function atLeastZero(value: number, name: string): number {
  if (!(finite(value, name) >= 0)) throw new Error(`${name} is negative: ${value}`);
  return value;
}

function finite(value: number, name: string): number {
  if (!Number.isFinite(value)) throw new Error(`${name} is not finite: ${value}`);
  return value;
}

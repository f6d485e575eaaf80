import type { MarketView, VenueSnapshot } from '../market/market-view.ts';
import { powerOfTen } from '../money/scaled.ts';
import { sideSign } from '../order/side.ts';
import { impactBps, informationFactor } from './impact.ts';
import type { CostWeights } from './objectives/objective.ts';
import type { PlanInput } from './plan-input.ts';

/** The expected cost of taking a candidate, per unit, in basis points of the arrival mid; positive costs us. */
export interface CostTerms {
  /** s·(price − mid). */
  readonly spreadBps: number;
  /** The take fee, negative for a rebate. */
  readonly feeBps: number;
  /** (1 − fill rate) × what a unit left here costs more elsewhere, as the objective measures it. */
  readonly fadeBps: number;
  /** Volatility over the expected round trip × urgency. */
  readonly delayBps: number;
  /** Y·σ·sqrt(q / ADV) × the venue's information factor, with Y = 1. */
  readonly impactBps: number;
}

const BPS = 10_000;
const TRADING_DAY_US = 23_400_000_000;

/**
 * The arrival price that costs are measured against, in 10^-8 of the currency per unit times two (so that a half tick stays exact): the
 * NBBO mid, or where one side is missing twice the side that is there; null where there is no market at all. A side that is too far from the last
 * good market to be believed counts as it was there.
 */
export function referenceDoubleE8(view: MarketView): number | null {
  const scale = powerOfTen(8 - view.instrument.priceDecimals);
  const { referenceBid, referenceAsk } = view.nbbo;
  if (referenceBid !== null && referenceAsk !== null) return (referenceBid + referenceAsk) * scale;
  const one = referenceBid ?? referenceAsk;
  return one === null ? null : one * 2 * scale;
}

/** The standard deviation of the price over a time in microseconds, in basis points. */
export function volatilityBps(timeUs: number, input: PlanInput): number {
  return input.view.instrument.dailyVolatilityBps * Math.sqrt(timeUs / TRADING_DAY_US);
}

/** Volatility over a venue's expected round trip times urgency, in basis points. */
export function delayBps(snapshot: VenueSnapshot, input: PlanInput): number {
  return volatilityBps(snapshot.latencyUs, input) * input.settings.urgency;
}

/** What cost terms are made of: a candidate, or the average over the levels that are taken at a venue. */
export interface Priced {
  readonly snapshot: VenueSnapshot;
  /** Signed price plus fee per unit in 10^-8. */
  readonly allInCostE8: number;
  readonly feeE8: number;
  readonly leftE8: number;
  readonly fillRate: number;
}

/** The cost terms of one candidate for a quantity in units of the instrument. Needs `priceCandidates` to have run. */
export function costTerms(candidate: Priced, count: number, input: PlanInput): CostTerms {
  const { view, order } = input;
  const reference = (referenceDoubleE8(view) ?? 0) / 2;
  if (reference === 0) return { spreadBps: 0, feeBps: 0, fadeBps: 0, delayBps: 0, impactBps: 0 };
  const { snapshot } = candidate;
  const spreadE8 = candidate.allInCostE8 - candidate.feeE8 - sideSign(order.side) * reference;
  return {
    spreadBps: (spreadE8 / reference) * BPS,
    feeBps: (candidate.feeE8 / reference) * BPS,
    fadeBps: (1 - candidate.fillRate) * (candidate.leftE8 / reference) * BPS,
    delayBps: delayBps(snapshot, input),
    impactBps: impactBps(count, view) * informationFactor(snapshot),
  };
}

/** The one number that an objective makes of the terms. */
export function weightedBps(terms: CostTerms, weights: CostWeights): number {
  return (
    terms.spreadBps * weights.spread +
    terms.feeBps * weights.fee +
    terms.fadeBps * weights.fade +
    terms.delayBps * weights.delay +
    terms.impactBps * weights.impact
  );
}

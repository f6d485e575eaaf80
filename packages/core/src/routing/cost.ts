import type { MarketView } from '../market/market-view.ts';
import { doubleMid } from '../market/nbbo.ts';
import { powerOfTen } from '../money/scaled.ts';
import type { Quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import type { Candidate } from './candidate.ts';
import type { CostWeights } from './objectives/objective.ts';
import type { PlanInput } from './plan-input.ts';

/** The expected cost of taking a candidate, per unit, in basis points of the arrival mid; positive costs us. */
export interface CostTerms {
  /** s·(price − mid). */
  readonly spreadBps: number;
  /** The take fee, negative for a rebate. */
  readonly feeBps: number;
  /** (1 − fill rate) × what the next best all-in price costs more. */
  readonly fadeBps: number;
  /** Volatility over the expected round trip × urgency. */
  readonly delayBps: number;
  /** Y·σ·sqrt(q / ADV) × the venue's information factor, with Y = 1. */
  readonly impactBps: number;
}

const BPS = 10_000;
const TRADING_DAY_US = 23_400_000_000;
/** A lit print tells more than a dark one. */
const LIT_INFORMATION = 1;
const DARK_INFORMATION = 0.5;

/**
 * The arrival price that costs are measured against, in 10^-8 of the currency per unit times two (so that a half tick stays exact): the
 * NBBO mid, or where one side is missing twice the side that is there; null where there is no market at all.
 */
export function referenceDoubleE8(view: MarketView): number | null {
  const scale = powerOfTen(8 - view.instrument.priceDecimals);
  const both = doubleMid(view.nbbo);
  if (both !== null) return both * scale;
  const one = view.nbbo.bid ?? view.nbbo.ask;
  return one === null ? null : one.price * 2 * scale;
}

/**
 * The cost terms of one candidate for a quantity. `nextAllInE8` is the all-in cost of the next worse candidate, or null.
 * Square-root impact: Almgren, Thum, Hauptmann, Li, "Direct Estimation of Equity Market Impact" (2005) and the square-root law with Y = 1.
 */
export function costTerms(
  candidate: Candidate,
  count: Quantity,
  at: { input: PlanInput; nextAllInE8: number | null },
): CostTerms {
  const { view, settings, order } = at.input;
  const reference = (referenceDoubleE8(view) ?? 0) / 2;
  if (reference === 0) return { spreadBps: 0, feeBps: 0, fadeBps: 0, delayBps: 0, impactBps: 0 };
  const { instrument } = view;
  const spreadE8 = candidate.allInCostE8 - candidate.feeE8 - sideSign(order.side) * reference;
  const leftE8 = at.nextAllInE8 === null ? 0 : Math.max(0, at.nextAllInE8 - candidate.allInCostE8);
  const information = candidate.snapshot.venue.lit ? LIT_INFORMATION : DARK_INFORMATION;
  return {
    spreadBps: (spreadE8 / reference) * BPS,
    feeBps: (candidate.feeE8 / reference) * BPS,
    fadeBps: (1 - candidate.snapshot.fillRate) * (leftE8 / reference) * BPS,
    delayBps:
      instrument.dailyVolatilityBps * Math.sqrt(candidate.snapshot.latencyUs / TRADING_DAY_US) * settings.urgency,
    impactBps: instrument.dailyVolatilityBps * Math.sqrt(count / instrument.averageDailyVolume) * information,
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

import { doubleMid } from '../../market/nbbo.ts';
import { newYorkSecondOfDay } from '../../market/new-york-time.ts';
import type { PlanInput } from '../plan-input.ts';
import { ranking } from '../rank.ts';
import type { CostWeights, ObjectiveStrategy } from './objective.ts';

/** An order of this share of the daily volume is a large one. */
const LARGE_SHARE = 0.01;
/** A quoted spread of this many basis points is a wide one. */
const WIDE_SPREAD_BPS = 10;
/** A daily volatility of this many basis points is a high one. */
const HIGH_VOLATILITY_BPS = 400;
const OPEN_SECOND = 34_200;
const CLOSE_SECOND = 57_600;
/** Half an hour after the open and before the close, when the market moves most. */
const BUSY_SECONDS = 1_800;

/**
 * All terms. What is paid counts in full: spread and fee 1. What may happen counts by the circumstances, each measured from 0 (small) to
 * 1 (large): size = quantity / ADV over 1 %, width = quoted spread over 10 bp, volatility over 400 bp a day, urgency, and edge of the day
 * (1 at open and close in New York, 0 half an hour inside):
 *
 *   fade   = 0.4 + 0.3·width + 0.3·volatility
 *   delay  = 0.25 + 0.5·urgency + 0.25·edge
 *   impact = 0.2 + 0.6·size + 0.2·(1 − urgency)
 *
 * rounded to thousandths. The coefficients are judgments, not fits (ADR 0007); each weight is recorded with the decision. Spread counts at
 * least as much as fade, so a venue that is better in every term is never ranked behind.
 */
export const smart: ObjectiveStrategy = {
  objective: 'SMART',
  weights: smartWeights,
  fade: 'NEXT',
  ties: ranking('ALL_IN_PRICE', 'PRICE', 'PREFERENCE', 'FILL_RATE', 'SIZE', 'PRIORITY'),
  phrase: 'the lowest expected cost, all terms weighed for this order',
};

function smartWeights(input: PlanInput): CostWeights {
  const { instrument, nbbo, takenAtUs } = input.view;
  const { urgency } = input.settings;
  const mid = doubleMid(nbbo);
  const spread = nbbo.bid === null || nbbo.ask === null ? 0 : Math.max(0, nbbo.ask.price - nbbo.bid.price);
  const width = mid === null || mid === 0 ? 1 : share((spread * 2 * 10_000) / mid, WIDE_SPREAD_BPS);
  const volatility = share(instrument.dailyVolatilityBps, HIGH_VOLATILITY_BPS);
  const size = share(input.quantity / instrument.averageDailyVolume, LARGE_SHARE);
  const edge = instrument.assetClass === 'EQUITY' ? edgeOfDay(newYorkSecondOfDay(takenAtUs)) : 0;
  return {
    spread: 1,
    fee: 1,
    fade: thousandths(0.4 + 0.3 * width + 0.3 * volatility),
    delay: thousandths(0.25 + 0.5 * urgency + 0.25 * edge),
    impact: thousandths(0.2 + 0.6 * size + 0.2 * (1 - urgency)),
  };
}

function edgeOfDay(second: number): number {
  const inside = Math.min(second - OPEN_SECOND, CLOSE_SECOND - second);
  return 1 - share(Math.max(0, inside), BUSY_SECONDS);
}

function share(value: number, full: number): number {
  return Math.min(1, value / full);
}

function thousandths(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

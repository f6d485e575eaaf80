import { exp } from '../math/exp.ts';
import { log } from '../math/log.ts';

/** A large order that is traded evenly over part of a day. */
export interface BlockOrder {
  /** X / V: the order over the average daily volume. */
  readonly shareOfDay: number;
  /** T, in days of trading; over 0. */
  readonly days: number;
  /** σ, one day's volatility in basis points. */
  readonly dailyVolatilityBps: number;
  /** Θ / V: shares outstanding over the average daily volume. */
  readonly turnoverDays: number;
}

/** What an order does to the price, in basis points of it. */
export interface BlockImpact {
  /** I: how far the price stays moved. */
  readonly permanentBps: number;
  /** K: how far it is moved while the order trades. */
  readonly temporaryBps: number;
  /** J = I/2 + K: what the order costs. */
  readonly costBps: number;
}

const PERMANENT = 0.314;
const TEMPORARY = 0.142;
const EXPONENT = 0.6;

/**
 * I = γ·σ·(X/V)·(Θ/V)^¼ and K = η·σ·|X/(V·T)|^⅗, with γ = 0.314 and η = 0.142 as fitted there: Almgren, Thum, Hauptmann, Li, "Direct Estimation
 * of Equity Market Impact", Risk 18 (2005). All 0 for an order of nothing. Throws where days, volatility or turnover are not over 0.
 */
export function blockImpact({ shareOfDay, days, dailyVolatilityBps, turnoverDays }: BlockOrder): BlockImpact {
  if (!(shareOfDay >= 0 && days > 0 && dailyVolatilityBps > 0 && turnoverDays > 0)) {
    throw new Error(
      `no block: ${shareOfDay} of a day's volume in ${days} days, σ ${dailyVolatilityBps}, Θ/V ${turnoverDays}`,
    );
  }
  const permanentBps = PERMANENT * dailyVolatilityBps * shareOfDay * Math.sqrt(Math.sqrt(turnoverDays));
  const temporaryBps = TEMPORARY * dailyVolatilityBps * exp(EXPONENT * log(shareOfDay / days));
  return { permanentBps, temporaryBps, costBps: permanentBps / 2 + temporaryBps };
}

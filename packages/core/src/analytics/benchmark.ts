import type { SaleCondition } from '../market/venue-news.ts';
import { divideHalfAwayFromZero } from '../money/amount.ts';
import { formatScaled } from '../money/scaled.ts';
import type { Side } from '../order/request.ts';
import { sideSign } from '../order/side.ts';

/** What the cost of an order is measured against: the mid on its arrival, the average of all prints until its last execution, the closing auction of that day. */
export const BENCHMARKS = ['ARRIVAL', 'INTERVAL_VWAP', 'CLOSE'] as const;
export type Benchmark = (typeof BENCHMARKS)[number];

/** What the costs of several orders are added up by: the benchmarks, what was left of orders, and the shortfall that both make. */
export const TCA_COSTS = [...BENCHMARKS, 'OPPORTUNITY', 'SHORTFALL'] as const;
export type TcaCost = (typeof TCA_COSTS)[number];

/**
 * Why an order has no benchmark: its market at arrival had not two sides that could be believed; of its interval, of the close of its day or of its end the
 * history has a gap; nothing was printed; no closing auction was printed; what is left of it may be executed yet.
 */
export const BENCHMARK_GAPS = ['NO_MARKET', 'NOT_KNOWN', 'NO_PRINTS', 'NO_CLOSE', 'NOT_ENDED'] as const;
export type BenchmarkGap = (typeof BENCHMARK_GAPS)[number];

/** A price in 10^-8 of the currency as a fraction, so that an average is exact; the denominator is above 0. */
export interface ExactPrice {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const E8 = 100_000_000n;
const BPS_E4 = 100_000_000n;
const BPS_DECIMALS = 4;

/** A trade that a venue has printed: when, in microseconds since 1970, and at which price and of how much, in 10^-8. */
export interface Print {
  readonly atUs: number;
  readonly priceE8: bigint;
  readonly quantityE8: bigint;
  readonly condition: SaleCondition;
}

/** The average price of prints by their quantity; null where there are none. */
export function volumeWeightedPrice(prints: readonly Print[]): ExactPrice | null {
  let [numerator, denominator] = [0n, 0n];
  for (const { priceE8, quantityE8 } of prints) {
    numerator += priceE8 * quantityE8;
    denominator += quantityE8;
  }
  return denominator === 0n ? null : { numerator, denominator };
}

/**
 * The price of the closing auction: where several venues print one, the largest, since that of the listing venue is where the closing volume is. Null where
 * none was printed.
 */
export function closingPrice(prints: readonly Print[]): ExactPrice | null {
  let largest: Print | null = null;
  for (const print of prints)
    if (print.condition === 'CLOSE' && (largest === null || print.quantityE8 > largest.quantityE8)) largest = print;
  return largest === null ? null : { numerator: largest.priceE8, denominator: 1n };
}

/** What was executed of an order: quantity, price × quantity and fees paid, each in 10^-8. */
export interface ExecutedOrder {
  readonly side: Side;
  readonly filledE8: bigint;
  readonly notionalE8: bigint;
  readonly feesE8: bigint;
}

/** What was executed, at a benchmark, and what was paid beyond that with fees; positive cost us. In 10^-8 of the currency. */
export interface BenchmarkCost {
  readonly referenceE8: bigint;
  readonly costE8: bigint;
}

/** The cost of an order against a benchmark: implementation shortfall of what was executed (Perold 1988), as `realisedCostBps` has it, but as exact amounts that add up. */
export function benchmarkCost(executed: ExecutedOrder, { numerator, denominator }: ExactPrice): BenchmarkCost {
  const { side, filledE8, notionalE8, feesE8 } = executed;
  const referenceE8 = divideHalfAwayFromZero(filledE8 * numerator, denominator * E8);
  return { referenceE8, costE8: BigInt(sideSign(side)) * (notionalE8 - referenceE8) + feesE8 };
}

/**
 * What was left of an order when it ended, at its arrival, and what it was worth less or more by then, against whoever did not get it: the opportunity cost of
 * implementation shortfall (Perold 1988, "The Implementation Shortfall: Paper versus Reality"); positive is lost. Quantity in 10^-8.
 */
export function opportunityCost(
  { side, leftE8 }: { readonly side: Side; readonly leftE8: bigint },
  arrival: ExactPrice,
  later: ExactPrice,
): BenchmarkCost {
  const worth = ({ numerator, denominator }: ExactPrice) =>
    divideHalfAwayFromZero(leftE8 * numerator, denominator * E8);
  const referenceE8 = worth(arrival);
  return { referenceE8, costE8: BigInt(sideSign(side)) * (worth(later) - referenceE8) };
}

/** What an order cost as a whole, against what it would have been worth on its arrival: what was executed and what was left, either null where there was none of it. */
export function shortfall(
  executed: BenchmarkCost | BenchmarkGap | null,
  left: BenchmarkCost | BenchmarkGap | null,
): BenchmarkCost | BenchmarkGap {
  if (typeof executed === 'string') return executed;
  if (typeof left === 'string') return left;
  return {
    referenceE8: (executed?.referenceE8 ?? 0n) + (left?.referenceE8 ?? 0n),
    costE8: (executed?.costE8 ?? 0n) + (left?.costE8 ?? 0n),
  };
}

/** A cost in basis points of its reference as decimal text with four decimals at most, halves away from zero; null of nothing. */
export function costBpsText({ referenceE8, costE8 }: BenchmarkCost): string | null {
  if (referenceE8 <= 0n) return null;
  return formatScaled(divideHalfAwayFromZero(costE8 * BPS_E4, referenceE8), BPS_DECIMALS);
}

/** The price as decimal text, rounded half away from zero at the eighth decimal. */
export function exactPriceText({ numerator, denominator }: ExactPrice): string {
  return formatScaled(divideHalfAwayFromZero(numerator, denominator), 8);
}

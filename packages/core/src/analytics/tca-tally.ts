import { formatScaled } from '../money/scaled.ts';
import {
  BENCHMARKS,
  type Benchmark,
  type BenchmarkCost,
  type BenchmarkGap,
  costBpsText,
  shortfall,
  type TcaCost,
} from './benchmark.ts';
import { compareKeys } from './key-order.ts';
import type { ExecutionSource } from './quality-dimension.ts';

/** By what the costs of orders are told apart; null is all of them together. */
export const TCA_DIMENSIONS = ['SOURCE', 'INSTRUMENT', 'OBJECTIVE', 'SIZE', 'CLIENT'] as const;
export type TcaDimension = (typeof TCA_DIMENSIONS)[number];

/** An order with what it cost against each benchmark, or why that is not known; quantities and money in 10^-8. */
export interface CostedOrder {
  readonly keys: Readonly<Record<TcaDimension, string | null>> & { readonly SOURCE: ExecutionSource };
  readonly currency: string;
  readonly unit: string;
  readonly quantityE8: bigint;
  readonly filledE8: bigint;
  readonly notionalE8: bigint;
  readonly feesE8: bigint;
  /** Of an order without executions nothing is asked: null. */
  readonly costs: Readonly<Record<Benchmark, BenchmarkCost | BenchmarkGap>> | null;
  /** What was not executed, and what that cost; null where nothing was left. */
  readonly leftE8: bigint;
  readonly opportunity: BenchmarkCost | BenchmarkGap | null;
}

/** What orders cost against one benchmark: of so many of them it is known, and why it is not of the others. Money as decimal text. */
export interface BenchmarkFigures {
  readonly orders: number;
  readonly reference: string;
  /** With fees; positive cost us. */
  readonly cost: string;
  readonly cost_bps: string | null;
  readonly missing: Readonly<Partial<Record<BenchmarkGap, number>>>;
}

/** Orders of one market: in one currency, of one unit. Decimal texts. */
export interface TcaFigures {
  readonly key: string | null;
  readonly currency: string;
  readonly unit: string;
  readonly orders: number;
  readonly filled_orders: number;
  readonly quantity: string;
  readonly filled_quantity: string;
  readonly notional: string;
  readonly fees: string;
  readonly benchmarks: Readonly<Record<Benchmark, BenchmarkFigures>>;
  /** Orders of which something was left, and how much. */
  readonly left_orders: number;
  readonly left_quantity: string;
  /** Of what was left, against its worth on arrival. */
  readonly opportunity: BenchmarkFigures;
  /** Of orders as a whole, against the worth on arrival of all that was ordered. */
  readonly shortfall: BenchmarkFigures;
}

interface BenchmarkSums {
  orders: number;
  referenceE8: bigint;
  costE8: bigint;
  readonly missing: Partial<Record<BenchmarkGap, number>>;
}

interface Sums {
  readonly key: string | null;
  readonly currency: string;
  readonly unit: string;
  orders: number;
  filledOrders: number;
  quantityE8: bigint;
  filledE8: bigint;
  notionalE8: bigint;
  feesE8: bigint;
  leftOrders: number;
  leftE8: bigint;
  readonly costs: Readonly<Record<TcaCost, BenchmarkSums>>;
}

/**
 * Adds the costs of orders up, exactly. What another firm has routed stands among the sources, and in no other figure: it says nothing of this one's
 * routing.
 */
export class TcaTally {
  readonly #all = new Map<string, Sums>();
  readonly #by = new Map<TcaDimension, Map<string, Sums>>(TCA_DIMENSIONS.map((each) => [each, new Map()]));

  add(order: CostedOrder): void {
    const isOwn = order.keys.SOURCE !== 'LOOK_THROUGH';
    if (isOwn) count(this.#all, null, order);
    for (const [dimension, groups] of this.#by)
      if (isOwn || dimension === 'SOURCE') count(groups, order.keys[dimension], order);
  }

  /** A row a market. */
  markets(): TcaFigures[] {
    return figuresOf(this.#all);
  }

  /** A row a market and key, in the order of the keys; what has none comes last. */
  by(dimension: TcaDimension): TcaFigures[] {
    return figuresOf(this.#by.get(dimension) ?? new Map());
  }
}

function count(groups: Map<string, Sums>, key: string | null, order: CostedOrder): void {
  const name = JSON.stringify([key, order.currency, order.unit]);
  const sums = groups.get(name) ?? emptySums(key, order);
  groups.set(name, sums);
  sums.orders += 1;
  sums.quantityE8 += order.quantityE8;
  sums.filledE8 += order.filledE8;
  sums.notionalE8 += order.notionalE8;
  sums.feesE8 += order.feesE8;
  sums.leftE8 += order.leftE8;
  addCost(sums.costs.SHORTFALL, shortfall(order.costs?.ARRIVAL ?? null, order.opportunity));
  if (order.opportunity !== null) {
    sums.leftOrders += 1;
    addCost(sums.costs.OPPORTUNITY, order.opportunity);
  }
  if (order.costs === null) return;
  sums.filledOrders += 1;
  for (const benchmark of BENCHMARKS) addCost(sums.costs[benchmark], order.costs[benchmark]);
}

function addCost(sums: BenchmarkSums, cost: BenchmarkCost | BenchmarkGap): void {
  if (typeof cost === 'string') {
    sums.missing[cost] = (sums.missing[cost] ?? 0) + 1;
    return;
  }
  sums.orders += 1;
  sums.referenceE8 += cost.referenceE8;
  sums.costE8 += cost.costE8;
}

function emptySums(key: string | null, { currency, unit }: CostedOrder): Sums {
  const none = (): BenchmarkSums => ({ orders: 0, referenceE8: 0n, costE8: 0n, missing: {} });
  return {
    ...{ key, currency, unit, orders: 0, filledOrders: 0, leftOrders: 0 },
    ...{ quantityE8: 0n, filledE8: 0n, leftE8: 0n, notionalE8: 0n, feesE8: 0n },
    costs: { ARRIVAL: none(), INTERVAL_VWAP: none(), CLOSE: none(), OPPORTUNITY: none(), SHORTFALL: none() },
  };
}

function figuresOf(groups: ReadonlyMap<string, Sums>): TcaFigures[] {
  return [...groups.values()].sort(inOrder).map((sums) => ({
    ...{
      key: sums.key,
      currency: sums.currency,
      unit: sums.unit,
      orders: sums.orders,
      filled_orders: sums.filledOrders,
    },
    quantity: formatScaled(sums.quantityE8, 8),
    filled_quantity: formatScaled(sums.filledE8, 8),
    notional: formatScaled(sums.notionalE8, 8),
    fees: formatScaled(sums.feesE8, 8),
    benchmarks: {
      ARRIVAL: benchmarkFigures(sums.costs.ARRIVAL),
      INTERVAL_VWAP: benchmarkFigures(sums.costs.INTERVAL_VWAP),
      CLOSE: benchmarkFigures(sums.costs.CLOSE),
    },
    left_orders: sums.leftOrders,
    left_quantity: formatScaled(sums.leftE8, 8),
    opportunity: benchmarkFigures(sums.costs.OPPORTUNITY),
    shortfall: benchmarkFigures(sums.costs.SHORTFALL),
  }));
}

function benchmarkFigures({ orders, referenceE8, costE8, missing }: BenchmarkSums): BenchmarkFigures {
  return {
    orders,
    reference: formatScaled(referenceE8, 8),
    cost: formatScaled(costE8, 8),
    cost_bps: costBpsText({ referenceE8, costE8 }),
    missing: Object.fromEntries(Object.entries(missing).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function inOrder(a: Sums, b: Sums): number {
  return compareKeys(a.key, b.key) || compareKeys(a.currency, b.currency) || compareKeys(a.unit, b.unit);
}

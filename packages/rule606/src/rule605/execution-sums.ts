import { sideSign } from '@fairlead/core/order/side';
import type { CoveredOrder } from './covered-order.ts';
import { type ExecutionFacts, HORIZONS, type Horizon, type Nbbo } from './order-facts.ts';
import type { Rule605Settings } from './settings.ts';

/** The upper ends of fields 14-20 in microseconds, each without the end itself; field 21 is the rest. */
const TIME_BUCKETS = [
  ['within100us', 100],
  ['within1ms', 1_000],
  ['within10ms', 10_000],
  ['within1s', 1_000_000],
  ['within10s', 10_000_000],
  ['within30s', 30_000_000],
  ['within5m', 300_000_000],
] as const;
export type TimeBucket = (typeof TIME_BUCKETS)[number][0] | 'later';

/** Where an execution lies against a quote. */
type Standing = 'improved' | 'at' | 'outside';

/**
 * What is added up of orders. Shares are in 10^-8, dollars of shares times prices in 10^-16, `…TimeE8Us` in 10^-8 shares times microseconds.
 * `midpointTwice` is twice the midpoint, so that all are whole numbers.
 */
export type SumName =
  | 'orders'
  | 'notionalE16'
  | 'quantityE8'
  | 'canceledE8'
  | 'hereE8'
  | 'awayE8'
  | TimeBucket
  | `realized${Horizon}E16`
  // The shares that the realised spread is known of.
  | `realized${Horizon}E8`
  | 'midpointTwiceE16'
  | 'quotedE16'
  | 'effectiveE16'
  | `${Standing}E8`
  | `${Standing}E16`
  | `${Standing}TimeE8Us`
  | `${Standing}BestE8`
  | `${Standing}BestE16`
  // The executed orders of which the best displayed price is not known.
  | 'bestDisplayedUnknown'
  | 'benchmarkE8'
  | 'benchmarkUnknown'
  | 'beyondBenchmarkE8'
  | 'filledOrders'
  | 'couldHaveFilledE8'
  | 'couldHaveFilledOnExchangeE8'
  | 'couldHaveFilledUnknown'
  | 'couldHaveFilledOnExchangeUnknown'
  | 'timeE8Us';

const named = (name: SumName) => name;

/** The sums of each horizon and standing, named once: a name that is put together at every execution costs more than the sum. */
const REALIZED = HORIZONS.map(({ horizon }) => ({
  horizon,
  sum: named(`realized${horizon}E16`),
  known: named(`realized${horizon}E8`),
}));
const NAMES_OF = {
  improved: namesOf('improved'),
  at: namesOf('at'),
  outside: namesOf('outside'),
};

/** Exact sums by name; what was never added is zero. Sums of parts, added, are the sums of the whole. */
export class ExecutionSums {
  readonly #sums = new Map<SumName, bigint>();

  of(name: SumName): bigint {
    return this.#sums.get(name) ?? 0n;
  }

  add(name: SumName, amount: bigint): void {
    this.#sums.set(name, this.of(name) + amount);
  }

  addAll(others: ExecutionSums): void {
    for (const [name, amount] of others.#sums) this.add(name, amount);
  }

  /** All executed shares, here and away, in 10^-8. */
  executedE8(): bigint {
    return this.of('hereE8') + this.of('awayE8');
  }
}

/** The notional of an order in 10^-16 dollars: its limit times its shares, and without a limit the price that the settings name. */
export function notionalE16Of({ facts, quote }: CoveredOrder, settings: Rule605Settings): bigint {
  if (facts.limitE8 !== null) return facts.limitE8 * facts.quantityE8;
  if (settings.marketOrderNotional.value === 'MIDPOINT') return ((quote.bidE8 + quote.offerE8) * facts.quantityE8) / 2n;
  return (facts.side === 'BUY' ? quote.offerE8 : quote.bidE8) * facts.quantityE8;
}

/** Adds one order with all its executions. */
export function addOrder(sums: ExecutionSums, order: CoveredOrder, settings: Rule605Settings): void {
  const { facts, quote } = order;
  const isBuy = facts.side === 'BUY';
  sums.add('orders', 1n);
  sums.add('notionalE16', notionalE16Of(order, settings));
  sums.add('quantityE8', facts.quantityE8);
  sums.add('canceledE8', facts.canceledE8);
  addKnown(sums, ['couldHaveFilledE8', 'couldHaveFilledUnknown'], facts.couldHaveFilledE8);
  addKnown(
    sums,
    ['couldHaveFilledOnExchangeE8', 'couldHaveFilledOnExchangeUnknown'],
    facts.couldHaveFilledOnExchangeE8,
  );
  if (facts.executions.length > 0) sums.add('filledOrders', 1n);
  const bestE8 = bestDisplayedE8(order, settings);
  if (bestE8 === null && facts.executions.length > 0) sums.add('bestDisplayedUnknown', 1n);
  let atOrBetterE8 = 0n;
  for (const execution of facts.executions) {
    addExecution(sums, order, execution);
    const standing = addAgainstQuotes(sums, { order, execution, bestE8 });
    if (standing !== 'outside') atOrBetterE8 += execution.quantityE8;
  }
  const shownE8 = isBuy ? quote.offerSizeE8 : quote.bidSizeE8;
  const benchmarkE8 = shownE8 === null ? null : smaller(facts.quantityE8, shownE8);
  addKnown(sums, ['benchmarkE8', 'benchmarkUnknown'], benchmarkE8);
  if (benchmarkE8 !== null && atOrBetterE8 > benchmarkE8) sums.add('beyondBenchmarkE8', atOrBetterE8 - benchmarkE8);
}

/** Adds what is known, and counts the orders of which it is not: a sum that lacks one is none. */
function addKnown(sums: ExecutionSums, [name, unknown]: readonly [SumName, SumName], amount: bigint | null): void {
  if (amount === null) sums.add(unknown, 1n);
  else sums.add(name, amount);
}

function addExecution(sums: ExecutionSums, { facts, quote, startUs }: CoveredOrder, execution: ExecutionFacts): void {
  const { quantityE8, priceE8 } = execution;
  const sign = BigInt(sideSign(facts.side));
  const tookUs = execution.atUs - startUs;
  sums.add(execution.isAway ? 'awayE8' : 'hereE8', quantityE8);
  sums.add(TIME_BUCKETS.find(([, belowUs]) => tookUs < belowUs)?.[0] ?? 'later', quantityE8);
  sums.add('timeE8Us', quantityE8 * BigInt(tookUs));
  for (const { horizon, sum, known } of REALIZED) {
    const later = execution.after[horizon];
    const then = later === 'SESSION_OVER' ? execution.finalNbbo : later;
    if (then === null) continue;
    sums.add(known, quantityE8);
    sums.add(sum, quantityE8 * sign * twiceOver(priceE8, then));
  }
  sums.add('midpointTwiceE16', quantityE8 * (quote.bidE8 + quote.offerE8));
  sums.add('quotedE16', quantityE8 * (quote.offerE8 - quote.bidE8));
  sums.add('effectiveE16', quantityE8 * sign * twiceOver(priceE8, quote));
}

/** Adds an execution against the NBBO and, where it is known, against the best displayed price; answers how it stands against the NBBO. */
function addAgainstQuotes(
  sums: ExecutionSums,
  of: { order: CoveredOrder; execution: ExecutionFacts; bestE8: bigint | null },
): Standing {
  const { facts, quote, startUs } = of.order;
  const { priceE8, quantityE8, atUs } = of.execution;
  const sign = BigInt(sideSign(facts.side));
  const betterE8 = sign * ((facts.side === 'BUY' ? quote.offerE8 : quote.bidE8) - priceE8);
  const standing = standingOf(betterE8);
  const names = NAMES_OF[standing];
  sums.add(names.shares, quantityE8);
  sums.add(names.amount, quantityE8 * size(betterE8));
  sums.add(names.time, quantityE8 * BigInt(atUs - startUs));
  if (of.bestE8 === null) return standing;
  const betterThanBestE8 = sign * (of.bestE8 - priceE8);
  const againstBest = NAMES_OF[standingOf(betterThanBestE8)];
  sums.add(againstBest.bestShares, quantityE8);
  sums.add(againstBest.bestAmount, quantityE8 * size(betterThanBestE8));
  return standing;
}

/** For a buy the lower of the offer and the best odd-lot offer, for a sell the higher of the bid and the best odd-lot bid; null where it is not known. */
function bestDisplayedE8({ facts, quote }: CoveredOrder, settings: Rule605Settings): bigint | null {
  const isBuy = facts.side === 'BUY';
  const quoted = isBuy ? quote.offerE8 : quote.bidE8;
  const oddLot = isBuy ? quote.oddLotOfferE8 : quote.oddLotBidE8;
  if (oddLot === null || settings.bestDisplayed.value === 'NBBO') return quoted;
  if (oddLot === 'UNKNOWN') return null;
  const isBetter = isBuy ? oddLot < quoted : oddLot > quoted;
  return isBetter ? oddLot : quoted;
}

/** Twice the price less the midpoint, in 10^-8: twice, for the midpoint may lie between two units. */
function twiceOver(priceE8: bigint, { bidE8, offerE8 }: Nbbo): bigint {
  return priceE8 * 2n - bidE8 - offerE8;
}

function namesOf(standing: Standing) {
  return {
    shares: named(`${standing}E8`),
    amount: named(`${standing}E16`),
    time: named(`${standing}TimeE8Us`),
    bestShares: named(`${standing}BestE8`),
    bestAmount: named(`${standing}BestE16`),
  };
}

function standingOf(betterE8: bigint): Standing {
  if (betterE8 === 0n) return 'at';
  return betterE8 > 0n ? 'improved' : 'outside';
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

import type { CoveredOrder } from '../rule605/covered-order.ts';
import { DETAIL_FIGURES, type DetailFigure } from '../rule605/detail-columns.ts';
import type { Horizon, Nbbo } from '../rule605/order-facts.ts';
import { Fraction, sumOf, ZERO } from './fraction.ts';

const E8 = 100_000_000n;
const TWO = new Fraction(2n);
const e8 = (value: bigint) => new Fraction(value, E8);

/** One execution with everything that the definitions name, as fractions: shares, dollars, milliseconds. */
interface Fill {
  readonly q: Fraction;
  readonly p: Fraction;
  readonly d: Fraction;
  readonly t: Fraction;
  readonly away: boolean;
  readonly a0: Fraction;
  readonly b0: Fraction;
  readonly quote: Fraction;
  /** Null where it is not known. */
  readonly best: Fraction | null;
  /** Null where it is not known. */
  readonly midAt: (horizon: Horizon) => Fraction | null;
}

const mid = ({ bidE8, offerE8 }: Nbbo) => e8(bidE8).plus(e8(offerE8)).over(TWO);

function fillsOf({ facts, quote, startUs }: CoveredOrder): Fill[] {
  const isBuy = facts.side === 'BUY';
  const near = e8(isBuy ? quote.offerE8 : quote.bidE8);
  const odd = isBuy ? quote.oddLotOfferE8 : quote.oddLotBidE8;
  const d = new Fraction(isBuy ? 1n : -1n);
  const oddIsBetter = typeof odd === 'bigint' && near.minus(e8(odd)).times(d).sign() > 0;
  const best = oddIsBetter ? e8(odd) : near;
  return facts.executions.map((each) => ({
    q: e8(each.quantityE8),
    p: e8(each.priceE8),
    d,
    t: new Fraction(BigInt(each.atUs - startUs), 1_000n),
    away: each.isAway,
    a0: e8(quote.offerE8),
    b0: e8(quote.bidE8),
    quote: near,
    best: odd === 'UNKNOWN' ? null : best,
    midAt: (horizon) => {
      const then = each.after[horizon] === 'SESSION_OVER' ? each.finalNbbo : each.after[horizon];
      return then === null ? null : mid(then);
    },
  }));
}

const m0 = (fill: Fill) => fill.a0.plus(fill.b0).over(TWO);
const total = (fills: readonly Fill[], of: (fill: Fill) => Fraction) => sumOf(fills.map(of));
const sharesIn = (fills: readonly Fill[]) => total(fills, ({ q }) => q);
const average = (fills: readonly Fill[], of: (fill: Fill) => Fraction) =>
  fills.length === 0 ? null : total(fills, (fill) => fill.q.times(of(fill))).over(sharesIn(fills));
const ratio = (a: Fraction | null, b: Fraction | null) => (a === null || b === null || b.isZero() ? null : a.over(b));
const between = (fills: readonly Fill[], fromMs: Fraction, toMs: Fraction | null) =>
  sharesIn(fills.filter(({ t }) => t.minus(fromMs).sign() >= 0 && (toMs === null || t.minus(toMs).sign() < 0)));

const BUCKET_ENDS = [
  new Fraction(1n, 10n),
  ...[1n, 10n, 1_000n, 10_000n, 30_000n, 300_000n].map((end) => new Fraction(end)),
];

function byGroup(fills: readonly Fill[], against: (fill: Fill) => Fraction) {
  const better = (fill: Fill) => fill.d.times(against(fill).minus(fill.p));
  const of = (sign: number) => fills.filter((fill) => better(fill).sign() === sign);
  return { better, improved: of(1), at: of(0), outside: of(-1) };
}

/** The 48 figures of the orders of one row, in order of the columns, straight from the definitions of the spec. */
function figuresOf(orders: readonly CoveredOrder[]): (Fraction | null)[] {
  const fills = orders.flatMap(fillsOf);
  const overOrders = (of: (order: CoveredOrder) => Fraction) => sumOf(orders.map(of));
  const averageMid = average(fills, m0);
  const realized = (['50ms', '1s', '15s', '1m', '5m'] as const).flatMap((horizon) => {
    const known = fills.filter((fill) => fill.midAt(horizon) !== null);
    const spread = average(known, (fill) => TWO.times(fill.d).times(fill.p.minus(fill.midAt(horizon) ?? ZERO)));
    return [spread, ratio(spread, averageMid)];
  });
  const quoted = average(fills, ({ a0, b0 }) => a0.minus(b0));
  const effective = average(fills, (fill) => TWO.times(fill.d).times(fill.p.minus(m0(fill))));
  const nbbo = byGroup(fills, ({ quote }) => quote);
  const best = byGroup(fills, (fill) => fill.best ?? ZERO);
  const whereKnown = (figure: Fraction | null) => (fills.some((fill) => fill.best === null) ? null : figure);
  const worse = (by: typeof nbbo) => (fill: Fill) => ZERO.minus(by.better(fill));
  const time = ({ t }: Fill) => t;
  return [
    new Fraction(BigInt(orders.length)),
    overOrders(notionalOf),
    overOrders(({ facts }) => e8(facts.quantityE8)),
    overOrders(({ facts }) => e8(facts.canceledE8)),
    sharesIn(fills.filter(({ away }) => !away)),
    sharesIn(fills.filter(({ away }) => away)),
    ...[...BUCKET_ENDS, null].map((end, place) => between(fills, BUCKET_ENDS[place - 1] ?? ZERO, end)),
    ...realized,
    averageMid,
    quoted,
    effective,
    ratio(effective, averageMid),
    ratio(effective, quoted),
    sharesIn(nbbo.improved),
    average(nbbo.improved, nbbo.better),
    average(nbbo.improved, time),
    sharesIn(nbbo.at),
    average(nbbo.at, time),
    sharesIn(nbbo.outside),
    average(nbbo.outside, worse(nbbo)),
    average(nbbo.outside, time),
    ...[
      sharesIn(best.improved),
      average(best.improved, best.better),
      sharesIn(best.at),
      sharesIn(best.outside),
      average(best.outside, worse(best)),
    ].map(whereKnown),
    overKnown(orders, benchmarkOf),
    overKnown(orders, beyondOf),
    new Fraction(BigInt(orders.filter(({ facts }) => facts.executions.length > 0).length)),
    overKnown(orders, ({ facts }) => e8OrNull(facts.couldHaveFilledE8)),
    overKnown(orders, ({ facts }) => e8OrNull(facts.couldHaveFilledOnExchangeE8)),
    average(fills, time),
  ];
}

function notionalOf({ facts, quote }: CoveredOrder): Fraction {
  const price = facts.limitE8 ?? (facts.side === 'BUY' ? quote.offerE8 : quote.bidE8);
  return e8(price).times(e8(facts.quantityE8));
}

const e8OrNull = (value: bigint | null) => (value === null ? null : e8(value));

/** A sum over orders; null where one of them is not known. */
function overKnown(orders: readonly CoveredOrder[], of: (order: CoveredOrder) => Fraction | null): Fraction | null {
  const known = orders.map(of).filter((each) => each !== null);
  return known.length < orders.length ? null : sumOf(known);
}

function benchmarkOf({ facts, quote }: CoveredOrder): Fraction | null {
  const size = facts.side === 'BUY' ? quote.offerSizeE8 : quote.bidSizeE8;
  if (size === null) return null;
  const shown = e8(size);
  const ordered = e8(facts.quantityE8);
  return ordered.minus(shown).sign() < 0 ? ordered : shown;
}

function beyondOf(order: CoveredOrder): Fraction | null {
  const benchmark = benchmarkOf(order);
  if (benchmark === null) return null;
  const { improved, at } = byGroup(fillsOf(order), ({ quote }) => quote);
  const beyond = sharesIn([...improved, ...at]).minus(benchmark);
  return beyond.sign() > 0 ? beyond : ZERO;
}

function keyOf(order: CoveredOrder): string {
  const { symbol, quantityE8, roundLotShares } = order.facts;
  const dollars = notionalOf(order);
  const size = [0n, 250n, 1_000n, 5_000n, 10_000n, 20_000n, 50_000n, 200_000n].findLast(
    (bound) => dollars.minus(new Fraction(bound)).sign() >= 0,
  );
  const shares = e8(quantityE8);
  const isLessThan = (bound: number) => shares.minus(new Fraction(BigInt(bound))).sign() < 0;
  const lot = isLessThan(1) ? 'FRACTIONAL' : isLessThan(roundLotShares) ? 'ODD' : 'ROUND';
  return `${symbol}|${lot}|${size}|${order.type}`;
}

const PRICED = ['MXXNN', 'LYNNN', 'LYNYN', 'LNYNN', 'LNYYN', 'MXXNY', 'LYNNY'];
const RESTING = ['LNYNN', 'LNYYN', 'LNNNN', 'LNNYN', 'MXXNY', 'LYNNY', 'LNNNY'];

/** The figures of the detailed report by row, in millionths, without those that are empty. */
export function naiveRows(
  orders: readonly CoveredOrder[],
  month: string,
): ReadonlyMap<string, ReadonlyMap<DetailFigure, bigint>> {
  const rows = new Map<string, ReadonlyMap<DetailFigure, bigint>>();
  for (const key of new Set(orders.map(keyOf))) {
    const ofRow = orders.filter((order) => keyOf(order) === key);
    const type = ofRow[0]?.type ?? '';
    const figures = figuresOf(ofRow);
    const filled = DETAIL_FIGURES.flatMap(({ name }, place) => {
      const no = place + 8;
      const isPriced = no >= 33 && no <= 51;
      if (isPriced && !PRICED.includes(type)) return [];
      if (no >= 45 && no <= 49 && month < '2026-11') return [];
      if (no >= 52 && !RESTING.includes(type)) return [];
      const figure = figures[place] ?? null;
      return figure === null ? [] : [[name, figure.millionths()] as const];
    });
    rows.set(key, new Map(filled));
  }
  return rows;
}

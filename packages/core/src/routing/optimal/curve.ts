import type { Source } from './problem.ts';

/** Some lots in a row that cost the same, before impact. */
export interface Piece {
  readonly curve: Curve;
  /** What a lot costs in 10^-8 more than at the cheapest offer of the problem. */
  readonly cost: number;
  /** How many lots come before, and how many there are with these. */
  readonly from: number;
  to: number;
}

/**
 * What a source costs, lot by lot, and the bounds within which the search may take at the moment. All quantities are lots of the source's
 * step, so that whatever is taken keeps it.
 */
export interface Curve {
  readonly source: Source;
  /** The place of the source in the problem. */
  readonly place: number;
  readonly pieces: Piece[];
  readonly step: number;
  /** A lot in grains, the smallest step of the problem. */
  readonly grains: number;
  readonly fixed: number;
  /** The impact of t lots is bend · t^1.5. */
  readonly bend: number;
  /** The least if anything is taken, and the most. */
  readonly least: number;
  readonly most: number;
  /** What protection asks for here, and what it leaves. */
  floor: number;
  ceiling: number;
  /** The bounds of the division that is being made, and what it takes. */
  low: number;
  high: number;
  take: number;
}

/**
 * The curve of a source, or null where nothing can be taken there. `grain` is the smallest step of the problem; costs are counted from
 * `baseE8`, which makes them small numbers.
 */
export function curveOf(
  source: Source,
  place: number,
  by: { grain: number; baseE8: number; impactScale: number },
): Curve | null {
  const { step } = source;
  const curve: Curve = {
    source,
    place,
    pieces: [],
    step,
    grains: step / by.grain,
    fixed: source.fixedE8,
    bend: source.impactE8 === 0 ? 0 : source.impactE8 * step * Math.sqrt(step / by.impactScale),
    least: Math.max(1, Math.ceil(source.least / step)),
    most: Math.floor(Math.min(source.most, offered(source, Number.POSITIVE_INFINITY)) / step),
    floor: 0,
    ceiling: 0,
    low: 0,
    high: 0,
    take: 0,
  };
  if (curve.least > curve.most) return null;
  curve.ceiling = curve.most;
  if (step === 1) for (const { costE8, quantity } of source.offers) append(curve, costE8 - by.baseE8, quantity);
  else appendLots(curve, by.baseE8);
  return curve;
}

/** Units on offer at prices no worse than a price. */
export function offered(source: Source, price: number): number {
  let units = 0;
  for (const offer of source.offers) {
    if (offer.price > price) break;
    units += offer.quantity;
  }
  return units;
}

/** Whole lots out of offers that are not: a lot may begin in one offer and end in a later one. */
function appendLots(curve: Curve, baseE8: number): void {
  const { step } = curve;
  let begun = 0;
  let begunCost = 0;
  for (const { costE8, quantity } of curve.source.offers) {
    const part = begun === 0 ? 0 : Math.min(quantity, step - begun);
    begun += part;
    begunCost += part * (costE8 - baseE8);
    if (begun === step) {
      append(curve, begunCost, 1);
      begun = 0;
    }
    const lots = Math.floor((quantity - part) / step);
    append(curve, (costE8 - baseE8) * step, lots);
    const rest = quantity - part - lots * step;
    if (rest === 0) continue;
    begun = rest;
    begunCost = rest * (costE8 - baseE8);
  }
}

/** Adds lots, to the last piece where they cost the same. */
function append(curve: Curve, cost: number, lots: number): void {
  if (lots === 0) return;
  const { pieces } = curve;
  const last = pieces.length === 0 ? undefined : pieces[pieces.length - 1];
  if (last !== undefined && last.cost === cost) last.to += lots;
  else pieces.push({ curve, cost, from: last?.to ?? 0, to: (last?.to ?? 0) + lots });
}

/** What so many lots cost above the base, fixed charge left out: exact in whole 10^-8 below 2^53 where there is no impact. */
export function costOf(curve: Curve, lots: number): number {
  let cost = 0;
  for (const piece of curve.pieces) {
    if (lots <= piece.to) {
      cost += (lots - piece.from) * piece.cost;
      break;
    }
    cost += (piece.to - piece.from) * piece.cost;
  }
  return curve.bend === 0 ? cost : cost + curve.bend * lots * Math.sqrt(lots);
}

/** What the lot with this number costs, counted from 1; endless beyond the last. */
export function marginal(curve: Curve, lot: number): number {
  const piece = curve.pieces.find((each) => lot <= each.to);
  return (piece?.cost ?? Number.POSITIVE_INFINITY) + bendStep(curve.bend, lot);
}

/**
 * The impact of lot t: bend · (t^1.5 - (t-1)^1.5), written without the difference of two near numbers, so that it rises with t as it should
 * for more lots than anybody has.
 */
function bendStep(bend: number, lot: number): number {
  if (bend === 0) return 0;
  const before = lot - 1;
  return (bend * (3 * lot * before + 1)) / (lot * Math.sqrt(lot) + before * Math.sqrt(before));
}

/** How many lots each cost no more than `cost`, between 0 and `high`. With impact a real number: the lots are not yet whole. */
export function countAt(curve: Curve, cost: number): number {
  let count = 0;
  for (const piece of curve.pieces) {
    if (piece.cost > cost) break;
    if (curve.bend === 0) {
      count = piece.to;
      continue;
    }
    const root = (cost - piece.cost) / (1.5 * curve.bend);
    count = Math.max(piece.from, Math.min(piece.to, root * root));
    if (count < piece.to) break;
  }
  return count;
}

/** The fewest lots that a chosen source takes: what protection asks for, and a minimum of more than a lot. Else it may still take nothing. */
export function leastOf(curve: Curve): number {
  if (curve.floor > 0) return Math.max(curve.floor, curve.least);
  return curve.least > 1 ? curve.least : 0;
}

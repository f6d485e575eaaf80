import { type Curve, costOf, countAt } from './curve.ts';
import type { Market } from './market.ts';

/** What the search has decided of a source. */
export const FREE = 0;
export const OPEN = 1;
export const CLOSED = 2;

/** One for each curve of the market. */
export type Decisions = Uint8Array;

/**
 * Added to the fixed charge of every source: less than the least difference of two costs, even for as many sources as there are, so that
 * among equal costs fewer sources win.
 */
export const SOURCE_TIE = 1 / 256;

/** Steps of the ascent; it nearly always ends by itself before. */
const STEPS_MAX = 40;

/** A source at a price of a grain: what it would take, and what that costs less what the grains are worth. */
interface Offered {
  readonly index: number;
  readonly grains: number;
  readonly reduced: number;
}

/** The Lagrangian at one price of a grain: a lower bound of every plan that keeps the decisions. */
export interface Dual {
  readonly price: number;
  readonly value: number;
  /** What is taken in all; below the target, a higher price is a better bound. */
  readonly grains: number;
  /** Free sources by reduced cost, the best first; the first `picked` of them are taken. */
  readonly free: readonly Offered[];
  readonly picked: number;
}

/** What is to be bounded: plans of exactly so many grains. */
export interface Target {
  readonly market: Market;
  readonly decisions: Decisions;
  readonly grains: number;
  /** The fewest and the most free sources that any such plan uses. */
  readonly fewest: number;
  readonly most: number;
}

/**
 * Relaxes only that the parts add up: each source then takes what is best for it at a price of a grain, pays its fixed charge, and of the free
 * ones those that gain are taken, within the numbers of sources that can be. Fixed charges, minimums, lots and the number of sources are kept
 * exactly (Geoffrion 1974; Fisher 1981).
 */
export function dualAt({ market, decisions, grains: target, fewest, most }: Target, price: number): Dual {
  const free: Offered[] = [];
  let value = price * target;
  let grains = 0;
  for (let index = 0; index < market.curves.length; index++) {
    const curve = market.curves[index];
    const decision = decisions[index];
    if (curve === undefined || decision === CLOSED) continue;
    const offer = offeredAt(curve, index, price);
    if (decision === FREE) {
      insert(free, offer);
      continue;
    }
    value += offer.reduced;
    grains += offer.grains;
  }
  let picked = 0;
  for (const offer of free) {
    if (picked >= most || (picked >= fewest && offer.reduced >= 0)) break;
    picked += 1;
    value += offer.reduced;
    grains += offer.grains;
  }
  return { price, value, grains, free, picked };
}

/** Keeps the free sources by reduced cost; of equal ones, the earlier first. */
function insert(free: Offered[], offer: Offered): void {
  let place = free.length;
  for (; place > 0; place--) {
    const before = free[place - 1];
    if (before === undefined || before.reduced <= offer.reduced) break;
    free[place] = before;
  }
  free[place] = offer;
}

function offeredAt(curve: Curve, index: number, price: number): Offered {
  const worth = price * curve.grains;
  const least = Math.max(curve.floor, curve.least);
  const charge = curve.fixed + SOURCE_TIE;
  if (curve.bend > 0) {
    const lots = Math.max(least, Math.min(curve.ceiling, countAt(curve, worth)));
    return { index, grains: lots * curve.grains, reduced: charge + costOf(curve, lots) - worth * lots };
  }
  let reduced = charge;
  let lots = 0;
  for (const piece of curve.pieces) {
    const end = Math.min(piece.to, piece.cost > worth ? least : curve.ceiling);
    if (end <= lots) break;
    reduced += (piece.cost - worth) * (end - lots);
    lots = end;
  }
  return { index, grains: lots * curve.grains, reduced };
}

/** The best bound found, with the two prices around its top: one at which too little is taken, one at which enough is. */
export interface Ascent {
  readonly best: Dual;
  readonly below: Dual;
  readonly above: Dual;
}

/**
 * Climbs the dual, which is concave in the price: brackets its top, then goes to where the two tangents meet, until they say that nothing higher
 * is left (Kelley 1960, in one dimension). Ends early above `enough`.
 */
export function ascend(target: Target, from: { price: number; stride: number; enough: number }): Ascent {
  let below = dualAt(target, from.price);
  let above = below;
  for (let stride = from.stride, step = 0; step < STEPS_MAX * 2 && above.grains < target.grains; stride *= 2, step++) {
    below = above;
    above = dualAt(target, above.price + stride);
  }
  for (let stride = from.stride, step = 0; step < STEPS_MAX * 2 && below.grains > target.grains; stride *= 2, step++) {
    above = below;
    below = dualAt(target, below.price - stride);
  }
  let best = below.value > above.value ? below : above;
  for (let step = 0; step < STEPS_MAX && best.value <= from.enough; step++) {
    const [up, down] = [target.grains - below.grains, target.grains - above.grains];
    if (up <= 0 || down >= 0) break;
    const rise = above.value - below.value - down * (above.price - below.price);
    const ahead = rise / (up - down);
    if (below.value + up * ahead <= best.value + SOURCE_TIE / 2) break;
    const next = dualAt(target, below.price + ahead);
    if (next.price <= below.price || next.price >= above.price) break;
    if (next.grains < target.grains) below = next;
    else above = next;
    if (next.value > best.value) best = next;
  }
  return { best, below, above };
}

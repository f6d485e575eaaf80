import { costOf } from './curve.ts';
import type { Market } from './market.ts';
import { mostWithin, reach } from './reach.ts';
import { search } from './search.ts';
import { spread } from './spread.ts';

/** A division of a market within its floors and ceilings. */
export interface Division {
  /** Lots by curve. */
  readonly takes: readonly number[];
  readonly grains: number;
  /** Above the base, fixed charges included. */
  readonly cost: number;
  /** No division of as much costs less. */
  readonly least: number;
  /** Whether more is known to be impossible. */
  readonly proved: boolean;
}

/** The division that fills most, and of those the cheapest; null where floors, ceilings and the number of sources contradict each other. */
export function divide(market: Market): Division | null {
  for (const curve of market.curves) if (curve.floor > curve.ceiling) return null;
  return divideFreely(market) ?? divideBySearch(market);
}

/**
 * Leaves minimums and the number of sources out of account: where the best division happens to keep them, it is the best of all. Null where it
 * does not, or where fixed charges could make another one better.
 */
function divideFreely(market: Market): Division | null {
  for (const curve of market.curves) {
    if (curve.fixed > 0) return null;
    curve.low = curve.floor > 0 ? Math.max(curve.floor, curve.least) : 0;
    curve.high = curve.ceiling;
  }
  const grains = mostWithin(market, market.curves);
  if (grains < 0 || !spread(market, grains)) return null;
  let cost = 0;
  let used = 0;
  for (const curve of market.curves) {
    if (curve.take === 0) continue;
    if (curve.take < curve.least) return null;
    cost += costOf(curve, curve.take);
    used += 1;
  }
  if (used > market.maxSources) return null;
  return { takes: market.curves.map((curve) => curve.take), grains, cost, least: cost, proved: true };
}

function divideBySearch(market: Market): Division | null {
  const reached = reach(market);
  if (reached === null) return null;
  const found = search(market, reached.grains, reached.chosen);
  return found === null ? null : { ...found, grains: reached.grains, proved: reached.proved };
}

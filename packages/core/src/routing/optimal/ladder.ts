import { offered } from './curve.ts';
import { type Division, divide } from './divide.ts';
import type { Market } from './market.ts';
import type { Source, StandingQuote } from './problem.ts';

/**
 * The best division that trades through nothing (Rule 611). The best one without protection is it, where it happens to keep the rule. Else every
 * plan belongs to a rung by the worst price it reaches: up to the price of one protected quote, with all better ones taken in full. Each rung
 * is a problem without the rule, so the best of their best is the best; few rungs can be reached with the quantity there is.
 */
export function climb(market: Market, quotes: readonly StandingQuote[]): Division | null {
  const free = divide(market);
  if (quotes.length === 0 || free === null || keeps(market, free, quotes)) return free;
  let best: Division | null = null;
  let [least, proved] = [Number.POSITIVE_INFINITY, true];
  const prices = [...new Set(quotes.map((quote) => quote.price)), Number.POSITIVE_INFINITY];
  for (const price of prices) {
    const reached = setRung(market, quotes, price);
    if (reached === 'TOO_MUCH') break;
    const division = reached === 'NOT_ALL' ? null : divide(market);
    if (division === null) continue;
    proved &&= division.proved;
    if (best !== null && division.grains < best.grains) continue;
    least = best !== null && division.grains === best.grains ? Math.min(least, division.least) : division.least;
    if (best === null || division.grains > best.grains || division.cost < best.cost) best = division;
  }
  return best === null ? null : { ...best, least, proved };
}

/** Whether everything better than the worst price reached is taken in full. */
function keeps(market: Market, { takes }: Division, quotes: readonly StandingQuote[]): boolean {
  let worst = Number.NEGATIVE_INFINITY;
  const units = new Map<number, number>();
  for (const [index, curve] of market.curves.entries()) {
    const taken = (takes[index] ?? 0) * curve.step;
    if (taken === 0) continue;
    units.set(curve.place, taken);
    worst = Math.max(worst, worstPrice(curve.source, taken));
  }
  return quotes.every((quote) => quote.price >= worst || (units.get(quote.source ?? -1) ?? 0) >= quote.quantity);
}

function worstPrice({ offers }: Source, units: number): number {
  let price = Number.NEGATIVE_INFINITY;
  let left = units;
  for (const offer of offers) {
    if (left <= 0) break;
    price = offer.price;
    left -= offer.quantity;
  }
  return price;
}

/** Sets floors and ceilings for plans that reach no worse than a price; says where the quotes before it cannot all be taken. */
function setRung(
  { curves, quantity, grain }: Market,
  quotes: readonly StandingQuote[],
  price: number,
): 'SET' | 'NOT_ALL' | 'TOO_MUCH' {
  for (const curve of curves) {
    curve.floor = 0;
    const most = Math.min(curve.most, Math.floor(offered(curve.source, price) / curve.step));
    curve.ceiling = most < curve.least ? 0 : most;
  }
  for (const quote of quotes) {
    if (quote.price >= price) break;
    const curve = curves.find((each) => each.place === quote.source);
    if (curve === undefined) return 'TOO_MUCH';
    curve.floor = Math.max(curve.floor, Math.ceil(quote.quantity / curve.step));
  }
  const units = curves.reduce((sum, curve) => sum + curve.floor * curve.step, 0);
  if (units > quantity * grain) return 'TOO_MUCH';
  return curves.some((curve) => curve.floor > curve.ceiling) ? 'NOT_ALL' : 'SET';
}

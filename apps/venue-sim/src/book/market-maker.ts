import { type Price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { PriceTimeBook } from './price-time-book.ts';
import { type BookSide, isBetter, type Match, opposite, reaches } from './resting-order.ts';

/** What the market process wants the market makers to have at one price: shown and hidden quantity. */
export interface MakerLevel {
  readonly price: Price;
  readonly displayed: Quantity;
  readonly hidden: Quantity;
}

/** The market makers' whole interest in one book, each side best first; the best bid is below the best ask. */
export interface MakerQuote {
  readonly bids: readonly MakerLevel[];
  readonly asks: readonly MakerLevel[];
}

type Kind = 'DISPLAYED' | 'HIDDEN';

/**
 * Replaces the market makers' liquidity in a book. What stays at a price keeps its place in the queue, what is added goes behind
 * it, and what now meets a resting child order trades with it. Returns those trades.
 */
export function setMakerQuote(book: PriceTimeBook, quote: MakerQuote): Match[] {
  shrink(book, 'BID', quote.bids);
  shrink(book, 'ASK', quote.asks);
  const matches: Match[] = [];
  grow(book, { side: 'BID', levels: quote.bids }, matches);
  grow(book, { side: 'ASK', levels: quote.asks }, matches);
  return matches;
}

/** Takes the displayed market-maker size at the side's best price down to this part, in whole lots: a fade. */
export function fadeBest(book: PriceTimeBook, side: BookSide, fade: { keep: number; roundLot: Quantity }): boolean {
  const level = book.half(side).levels.find((candidate) => candidate.ownedBy('MARKET_MAKER', 'DISPLAYED') > 0);
  if (level === undefined) return false;
  const shown = level.ownedBy('MARKET_MAKER', 'DISPLAYED');
  const kept = Math.floor((shown * fade.keep) / fade.roundLot) * fade.roundLot;
  level.withdraw(shown - kept, 'DISPLAYED');
  // Hidden size leaves with the quote that it stood behind, else a vanished quote would still trade.
  if (kept === 0) level.withdraw(level.ownedBy('MARKET_MAKER', 'HIDDEN'), 'HIDDEN');
  book.half(side).prune();
  return true;
}

function shrink(book: PriceTimeBook, side: BookSide, wanted: readonly MakerLevel[]): void {
  const half = book.half(side);
  for (const level of half.levels) {
    const target = wanted.find((candidate) => candidate.price === level.price);
    withdrawDownTo(level, 'DISPLAYED', target?.displayed ?? 0);
    withdrawDownTo(level, 'HIDDEN', target?.hidden ?? 0);
  }
  half.prune();
}

function withdrawDownTo(
  level: { ownedBy(owner: 'MARKET_MAKER', kind: Kind): number; withdraw(amount: number, kind: Kind): void },
  kind: Kind,
  target: number,
): void {
  const owned = level.ownedBy('MARKET_MAKER', kind);
  if (owned > target) level.withdraw(owned - target, kind);
}

function grow(
  book: PriceTimeBook,
  { side, levels }: { side: BookSide; levels: readonly MakerLevel[] },
  matches: Match[],
): void {
  for (const wanted of levels) {
    add(book, { side, at: wanted.price, kind: 'DISPLAYED', target: wanted.displayed }, matches);
    add(book, { side, at: wanted.price, kind: 'HIDDEN', target: wanted.hidden }, matches);
  }
}

function add(
  book: PriceTimeBook,
  { side, at, kind, target }: { side: BookSide; at: Price; kind: Kind; target: number },
  matches: Match[],
): void {
  const owned = ownedAt(book, side, at, kind);
  if (target <= owned) return;
  let left = target - owned;
  const contra = book.half(opposite(side)).bestPrice;
  if (contra !== null && reaches(side, at, contra)) {
    // The midpoint is left out: market makers quote, they do not look for hidden orders.
    const met = book.take({ side, quantity: quantity(left), limit: at, midpoint: null });
    for (const match of met) left -= match.quantity;
    matches.push(...met);
  }
  if (left === 0) return;
  book.rest({
    orderId: 'market-maker',
    owner: 'MARKET_MAKER',
    side,
    price: at,
    display: kind,
    remaining: quantity(left),
  });
}

function ownedAt(book: PriceTimeBook, side: BookSide, at: Price, kind: Kind): number {
  for (const level of book.half(side).levels) {
    if (level.price === at) return level.ownedBy('MARKET_MAKER', kind);
    if (isBetter(side, at, level.price)) break;
  }
  return 0;
}

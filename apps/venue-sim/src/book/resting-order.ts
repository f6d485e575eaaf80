import { type Price, price, type Quantity, quantity } from '@fairlead/core/money/units';

export type BookSide = 'BID' | 'ASK';

/**
 * How an order stands in the book: shown in the quote, hidden at its price behind everything shown there, or hidden and
 * pegged to the midpoint of the consolidated best bid and offer, with its price as the limit.
 */
export type Display = 'DISPLAYED' | 'HIDDEN' | 'MIDPOINT';

/** Whose it is: a child order of a session, or the simulated market makers' liquidity that the market process sets. */
export type Owner = 'SESSION' | 'MARKET_MAKER';

/** One order resting in a book. Only the book changes what remains of it. */
export interface RestingOrder {
  readonly orderId: string;
  readonly owner: Owner;
  readonly side: BookSide;
  readonly price: Price;
  readonly display: Display;
  remaining: Quantity;
}

/** One execution against a resting order. */
export interface Match {
  readonly order: RestingOrder;
  readonly quantity: Quantity;
  readonly price: Price;
}

/** A resting order's contribution to the trade, taken from it. */
export function takeFrom(order: RestingOrder, wanted: number, at: Price): Match {
  const taken = quantity(Math.min(wanted, order.remaining));
  order.remaining = quantity(order.remaining - taken);
  return { order, quantity: taken, price: at };
}

/** The other side of the book. */
export function opposite(side: BookSide): BookSide {
  return side === 'BID' ? 'ASK' : 'BID';
}

/** True where an order of this side and limit would trade at the price. */
export function reaches(side: BookSide, limit: Price, at: Price): boolean {
  return side === 'BID' ? at <= limit : at >= limit;
}

/** True where `a` has priority over `b` for resting orders of this side: a higher bid, a lower ask. */
export function isBetter(side: BookSide, a: Price, b: Price): boolean {
  return side === 'BID' ? a > b : a < b;
}

/** The middle of two prices, rounded down to the price scale (exact at the four decimals of US equities). */
export function midpointRoundedDown(bid: Price, ask: Price): Price {
  return price(Math.floor((bid + ask) / 2));
}

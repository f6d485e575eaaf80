import type { Price, Quantity } from '../money/units.ts';

/** What the national best bid and offer are like. STALE: no venue has a usable quote. */
export const NBBO_STATES = ['NORMAL', 'LOCKED', 'CROSSED', 'ONE_SIDED', 'STALE', 'HALTED'] as const;
export type NbboState = (typeof NBBO_STATES)[number];

/** One side of the NBBO: the best price, the size of the venue that sets it, and that venue. */
export interface BestQuote {
  readonly price: Price;
  readonly size: Quantity;
  readonly venueId: string;
}

/** The prices of a market that others are measured by. */
export interface MeasuredMarket {
  readonly bid: { readonly price: Price } | null;
  readonly ask: { readonly price: Price } | null;
  /**
   * The prices to measure by (`MarketReference`): the best prices themselves, odd lots where there is nothing else, or the last good ones where
   * these are too far from them to be believed; null where nobody quotes the side, or nothing better is known.
   */
  readonly referenceBid: Price | null;
  readonly referenceAsk: Price | null;
}

/** The national best bid and offer at one instant. */
export interface Nbbo extends MeasuredMarket {
  readonly state: NbboState;
  readonly bid: BestQuote | null;
  readonly ask: BestQuote | null;
  /** The best odd lots: at better prices than the national best, and too small to make them. Null where there is none. */
  readonly oddBid: BestQuote | null;
  readonly oddAsk: BestQuote | null;
}

/** The state that two sides have together; `halted` overrides what they say. */
export function nbboStateOf(bid: BestQuote | null, ask: BestQuote | null, halted: boolean): NbboState {
  if (halted) return 'HALTED';
  if (bid === null && ask === null) return 'STALE';
  if (bid === null || ask === null) return 'ONE_SIDED';
  if (bid.price > ask.price) return 'CROSSED';
  return bid.price === ask.price ? 'LOCKED' : 'NORMAL';
}

/** The best price of a side where it can be believed: what stops are set off by. Null elsewhere. */
export function believedPrice(market: MeasuredMarket, side: 'BID' | 'ASK'): Price | null {
  const [best, reference] = side === 'BID' ? [market.bid, market.referenceBid] : [market.ask, market.referenceAsk];
  return best === null || best.price !== reference ? null : reference;
}

/**
 * Twice the midpoint, at the instrument's price scale, so that it is exact; null unless both sides are there and can be believed. Executions
 * and costs are measured against it, and pegs follow it.
 */
export function doubleMid(market: MeasuredMarket): number | null {
  const bid = believedPrice(market, 'BID');
  const ask = believedPrice(market, 'ASK');
  return bid === null || ask === null ? null : bid + ask;
}

/** False where a side that is there cannot be believed. */
export function isBelieved({ bid, ask, referenceBid, referenceAsk }: MeasuredMarket): boolean {
  return (bid === null || bid.price === referenceBid) && (ask === null || ask.price === referenceAsk);
}

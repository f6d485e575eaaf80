import type { Price, Quantity } from '../money/units.ts';

/** What the national best bid and offer are like. STALE: no venue has a usable quote. */
export type NbboState = 'NORMAL' | 'LOCKED' | 'CROSSED' | 'ONE_SIDED' | 'STALE' | 'HALTED';

/** One side of the NBBO: the best price, the size of the venue that sets it, and that venue. */
export interface BestQuote {
  readonly price: Price;
  readonly size: Quantity;
  readonly venueId: string;
}

/** The national best bid and offer at one instant. */
export interface Nbbo {
  readonly state: NbboState;
  readonly bid: BestQuote | null;
  readonly ask: BestQuote | null;
}

/** The state that two sides have together; `halted` overrides what they say. */
export function nbboStateOf(bid: BestQuote | null, ask: BestQuote | null, halted: boolean): NbboState {
  if (halted) return 'HALTED';
  if (bid === null && ask === null) return 'STALE';
  if (bid === null || ask === null) return 'ONE_SIDED';
  if (bid.price > ask.price) return 'CROSSED';
  return bid.price === ask.price ? 'LOCKED' : 'NORMAL';
}

/**
 * Twice the midpoint, at the instrument's price scale, so that it is exact; null unless both sides are there.
 * Costs are measured against it.
 */
export function doubleMid(nbbo: Nbbo): number | null {
  return nbbo.bid === null || nbbo.ask === null ? null : nbbo.bid.price + nbbo.ask.price;
}

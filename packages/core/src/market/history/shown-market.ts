import type { Price, Quantity } from '../../money/units.ts';
import { type BestQuote, believedPrice, type Nbbo, type NbboState } from '../nbbo.ts';

/** What is shown at the best price of one side: the price and the size of the venue that sets it, at the instrument's scales. */
export interface ShownSide {
  readonly price: Price;
  readonly size: Quantity;
}

/** What the history keeps of the best prices of an instrument. A side is null where nobody shows it. */
export interface ShownMarket {
  readonly state: NbboState;
  readonly bid: ShownSide | null;
  readonly ask: ShownSide | null;
  /** The best odd lots at better prices than the national best. */
  readonly oddBid: ShownSide | null;
  readonly oddAsk: ShownSide | null;
  /** The best price can be measured by (`believedPrice`); false where the side is not there. */
  readonly isBidBelieved: boolean;
  readonly isAskBelieved: boolean;
}

/** What of an NBBO is kept: not its venues, and of the reference prices only whether they are the best prices themselves. */
export function shownOf(nbbo: Nbbo): ShownMarket {
  return {
    state: nbbo.state,
    bid: sideOf(nbbo.bid),
    ask: sideOf(nbbo.ask),
    oddBid: sideOf(nbbo.oddBid),
    oddAsk: sideOf(nbbo.oddAsk),
    isBidBelieved: believedPrice(nbbo, 'BID') !== null,
    isAskBelieved: believedPrice(nbbo, 'ASK') !== null,
  };
}

function sideOf(best: BestQuote | null): ShownSide | null {
  return best === null ? null : { price: best.price, size: best.size };
}

/** True where two are the same in everything that is kept. */
export function isSameShown(one: ShownMarket, other: ShownMarket): boolean {
  return (
    one.state === other.state &&
    one.isBidBelieved === other.isBidBelieved &&
    one.isAskBelieved === other.isAskBelieved &&
    isSameSide(one.bid, other.bid) &&
    isSameSide(one.ask, other.ask) &&
    isSameSide(one.oddBid, other.oddBid) &&
    isSameSide(one.oddAsk, other.oddAsk)
  );
}

function isSameSide(one: ShownSide | null, other: ShownSide | null): boolean {
  return one?.price === other?.price && one?.size === other?.size;
}

/**
 * Twice the midpoint at the instrument's price scale, so that it is exact; null unless the market is a normal one whose two sides can be
 * believed. The same market that the router's own markouts are measured in.
 */
export function shownDoubleMid({ state, bid, ask, isBidBelieved, isAskBelieved }: ShownMarket): number | null {
  if (state !== 'NORMAL' || bid === null || ask === null) return null;
  return isBidBelieved && isAskBelieved ? bid.price + ask.price : null;
}

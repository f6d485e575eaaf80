import { type MarketView, shownLevels, type VenueSnapshot } from '../market/market-view.ts';
import { roundLotQuote } from '../market/round-lot-quote.ts';
import type { Price, Quantity } from '../money/units.ts';
import type { Side } from '../order/request.ts';
import { sideSign } from '../order/side.ts';

/**
 * A protected quotation on the side that the order would take (Rule 600(b)(70): automated, the exchange's best, in round lots): `displayed` is what
 * the venue shows down to its price, in whole round lots. An odd lot at a better price is none by itself.
 */
export interface ProtectedQuote {
  readonly venueId: string;
  readonly price: Price;
  readonly displayed: Quantity;
}

/**
 * The quotes that must not be traded through (Rule 611(a)), best first. A venue that is down for us counts no more (611(b)(1), self-help),
 * and none does while the market is crossed (611(b)(4)).
 */
export function protectedQuotes(view: MarketView, side: Side): readonly ProtectedQuote[] {
  return view.nbbo.state === 'CROSSED' ? [] : standingQuotes(view, side);
}

/** The same in any market: what must not be locked or crossed by a resting order (Rule 610(e)), which no state of the market lifts. */
export function standingQuotes(view: MarketView, side: Side): readonly ProtectedQuote[] {
  const sign = sideSign(side);
  const quotes: ProtectedQuote[] = [];
  for (const snapshot of view.venues) {
    if (!isProtected(snapshot)) continue;
    const quote = roundLotQuote(shownLevels(snapshot, side), view.instrument.roundLot);
    if (quote !== null) quotes.push({ venueId: snapshot.venue.venueId, price: quote.price, displayed: quote.size });
  }
  return quotes.sort((a, b) => (a.price - b.price) * sign);
}

function isProtected(snapshot: VenueSnapshot): boolean {
  if (!snapshot.venue.protectedQuote || snapshot.quoteState !== 'FRESH') return false;
  return snapshot.connected && snapshot.status !== 'OFFLINE' && snapshot.circuit !== 'OPEN';
}

import type { MarketView, VenueSnapshot } from '../market/market-view.ts';
import type { Price, Quantity } from '../money/units.ts';
import type { Side } from '../order/request.ts';
import { sideSign } from '../order/side.ts';

/** A protected quotation on the side that the order would take (Rule 600(b)(70): automated, the exchange's best, a round lot or more). */
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

/** The same in any market: what must not be locked or crossed by a resting order (Rule 610(d)), which no state of the market lifts. */
export function standingQuotes(view: MarketView, side: Side): readonly ProtectedQuote[] {
  const sign = sideSign(side);
  const quotes: ProtectedQuote[] = [];
  for (const snapshot of view.venues) {
    if (!isProtected(snapshot)) continue;
    const displayed = sign === 1 ? snapshot.askSize : snapshot.bidSize;
    if (displayed < view.instrument.roundLot) continue;
    quotes.push({ venueId: snapshot.venue.venueId, price: sign === 1 ? snapshot.ask : snapshot.bid, displayed });
  }
  return quotes.sort((a, b) => (a.price - b.price) * sign);
}

function isProtected(snapshot: VenueSnapshot): boolean {
  if (!snapshot.venue.protectedQuote || snapshot.quoteState !== 'FRESH') return false;
  return snapshot.connected && snapshot.status !== 'OFFLINE' && snapshot.circuit !== 'OPEN';
}

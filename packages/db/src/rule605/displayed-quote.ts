import type { HistoryScale } from '@fairlead/core/market/history/history-minute';
import type { ShownMarket } from '@fairlead/core/market/history/shown-market';
import { powerOfTen } from '@fairlead/core/money/scaled';
import type { DisplayedQuote } from '@fairlead/rule606/rule605/order-facts';

/** A price or size of an instrument's scale in 10^-8. */
export function scaledE8(value: number, decimals: number): bigint {
  return BigInt(value) * BigInt(powerOfTen(8 - decimals));
}

/** What a recorded market displays; null where that is no NBBO: in a halt, and where a side is missing. A crossed one is one. */
export function displayedQuote(market: ShownMarket, scale: HistoryScale): DisplayedQuote | null {
  const { state, bid, ask, oddBid, oddAsk } = market;
  if (state === 'HALTED' || bid === null || ask === null) return null;
  const priceE8 = (value: number) => scaledE8(value, scale.priceDecimals);
  const sizeE8 = (value: number) => scaledE8(value, scale.quantityDecimals);
  return {
    bidE8: priceE8(bid.price),
    offerE8: priceE8(ask.price),
    bidSizeE8: sizeE8(bid.size),
    offerSizeE8: sizeE8(ask.size),
    oddLotBidE8: oddBid === null ? null : priceE8(oddBid.price),
    oddLotOfferE8: oddAsk === null ? null : priceE8(oddAsk.price),
  };
}

import type { Scale } from '@fairlead/core/money/amount';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ArrivalMarket } from '@fairlead/core/order-life/order-event';

/** Prices and quantities of an instrument as exact decimal texts. */
export class Decimals {
  readonly #scale: Scale;

  constructor(scale: Scale) {
    this.#scale = scale;
  }

  /** Twice the mid too is a whole number at the price's scale. */
  price(value: number | null): string | null {
    return value === null ? null : formatScaled(value, this.#scale.priceDecimals);
  }

  count(value: number): string {
    return formatScaled(value, this.#scale.quantityDecimals);
  }
}

/** A market as an order keeps it. */
export function toldArrival(market: ArrivalMarket, as: Decimals): object {
  const odd = (quote: ArrivalMarket['oddBid']) =>
    quote === null ? null : { price: as.price(quote.price), size: as.count(quote.size) };
  return {
    state: market.state,
    bid: as.price(market.bid?.price ?? null),
    ask: as.price(market.ask?.price ?? null),
    odd_bid: odd(market.oddBid),
    odd_ask: odd(market.oddAsk),
    reference_bid: as.price(market.referenceBid),
    reference_ask: as.price(market.referenceAsk),
  };
}

import type { Instrument } from '@fairlead/core/instrument/instrument';
import { InstrumentBook, type VenueCondition } from '@fairlead/core/market/instrument-book';
import type { MarketView } from '@fairlead/core/market/market-view';
import type { Quote } from '@fairlead/core/market/quote';
import { type Price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { ChildOrder } from './child-order.ts';
import { RECORDED_VENUES } from './recorded-day.ts';

/** What the router supposes of a venue that it has not measured: the same prior as the live router's. */
const PRIOR_FILL_RATE = 0.9;

/** The recorded market of one run, less what the run itself has taken out of it. */
export class SimulatedMarket {
  readonly #book: InstrumentBook;
  readonly #conditions: readonly VenueCondition[];

  constructor(instrument: Instrument) {
    this.#book = new InstrumentBook(instrument, RECORDED_VENUES);
    this.#conditions = RECORDED_VENUES.map((venue) => ({
      status: 'ACTIVE',
      circuit: 'CLOSED',
      connected: true,
      latencyUs: venue.typicalLatencyUs,
      fillRate: PRIOR_FILL_RATE,
      observations: 0,
      hidden: [],
      blindBar: null,
    }));
  }

  /** A venue's new quote: whatever was taken from the old one is forgotten. */
  quote(row: number, quote: Readonly<Quote>): void {
    this.#book.applyQuote(row, quote);
  }

  /** The market as a decision sees it at a moment of the virtual clock, in microseconds since 1970. */
  view(atUs: number): MarketView {
    return this.#book.view(atUs, this.#conditions);
  }

  /** A taking child order arrives at a venue: what it trades with there is displayed no more. Null where nothing trades. */
  take(row: number, side: Side, child: ChildOrder): Taken | null {
    const quote = this.#book.quotes.quote(row);
    const taken = takenFrom(quote, side, child);
    if (taken !== null) this.reduce(row, side, taken.quantity);
    return taken;
  }

  /** Takes a count out of a venue's displayed size on the side that an order of `side` trades with. */
  reduce(row: number, side: Side, count: number): void {
    const quote = this.#book.quotes.quote(row);
    const isBuy = sideSign(side) === 1;
    const bidSize = quantity(isBuy ? quote.bidSize : quote.bidSize - count);
    const askSize = quantity(isBuy ? quote.askSize - count : quote.askSize);
    this.#book.quotes.apply(row, { ...quote, bidSize, askSize });
  }
}

/** What a child order got. */
export interface Taken {
  readonly price: Price;
  readonly quantity: Quantity;
}

/**
 * The rule of simulated taking: what the venue displays when the order arrives, at the price displayed then, if that is no worse than the
 * child's limit; never more than is displayed, so hidden size is none; a fill-or-kill takes all or nothing.
 */
export function takenFrom(quote: Readonly<Quote>, side: Side, child: ChildOrder): Taken | null {
  const sign = sideSign(side);
  const [at, displayed] = sign === 1 ? [quote.ask, quote.askSize] : [quote.bid, quote.bidSize];
  if (displayed === 0 || (at - child.limitPrice) * sign > 0) return null;
  const count = Math.min(child.quantity, displayed);
  if (child.kind === 'FOK' && count < child.quantity) return null;
  return { price: at, quantity: quantity(count) };
}

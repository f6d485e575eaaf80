import { quotedLot } from '@fairlead/core/instrument/asset-class';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { MarketReference, type QuotedMarket } from '@fairlead/core/market/market-reference';
import { roundLotQuote } from '@fairlead/core/market/round-lot-quote';
import { type Price, price } from '@fairlead/core/money/units';
import { NOTHING, type Shown } from '../book/book-half.ts';
import type { Top } from '../book/price-time-book.ts';
import { type BookSide, isBetter } from '../book/resting-order.ts';
import type { Clock } from '../clock.ts';
import type { Display } from '../venue/display.ts';
import type { MarketReference as Reference } from '../venue/execution-model.ts';

/** The consolidated market of one instrument, from the displayed quotes that count in it: in round lots where those do. */
export class Consolidated implements Reference, QuotedMarket {
  readonly #tops = new Map<string, Top>();
  /** The best price of each side over all venues: it is asked for much more often than it changes. */
  readonly #best: Record<BookSide, Price | null> = { BID: null, ASK: null };
  readonly #reference = new MarketReference();
  readonly #instrument: Instrument;
  readonly #clock: Pick<Clock, 'nowUs'>;

  constructor(instrument: Instrument, clock: Pick<Clock, 'nowUs'>) {
    this.#instrument = instrument;
    this.#clock = clock;
  }

  /** Takes a venue's new quote. */
  update(venueId: string, { bid, ask, depth }: Display): void {
    const lot = quotedLot(this.#instrument);
    const counted = (best: Shown, levels: readonly Shown[] = [best]) => roundLotQuote(levels, lot) ?? NOTHING;
    this.#tops.set(venueId, { bid: counted(bid, depth?.bids), ask: counted(ask, depth?.asks) });
    this.#best.BID = this.#scan('BID');
    this.#best.ASK = this.#scan('ASK');
    this.#reference.observe(this, this.#clock.nowUs());
  }

  get bid(): Price {
    return this.best('BID') ?? price(0);
  }

  get ask(): Price {
    return this.best('ASK') ?? price(0);
  }

  isWidelyQuoted(lowest: number, highest: number): boolean {
    const isWithin = ({ price: at, size }: Shown) => size > 0 && at >= lowest && at <= highest;
    const tops = [...this.#tops.values()];
    return [tops.filter(({ bid }) => isWithin(bid)), tops.filter(({ ask }) => isWithin(ask))].every(
      (venues) => venues.length >= 2,
    );
  }

  /** The best bid and offer; null while one is missing, or too far from the last good market to be believed. */
  nbbo(): { bid: Price; ask: Price } | null {
    const bid = this.best('BID');
    const ask = this.best('ASK');
    if (bid === null || ask === null) return null;
    this.#reference.observe(this, this.#clock.nowUs());
    const isBelieved = this.#reference.of('BID', bid) === bid && this.#reference.of('ASK', ask) === ask;
    return isBelieved ? { bid, ask } : null;
  }

  bestAway(side: BookSide, venueId: string): Price | null {
    const shown = this.#tops.get(venueId)?.[side === 'BID' ? 'bid' : 'ask'];
    // Where the venue itself does not make the best price, that is made away.
    const makesBest = shown !== undefined && shown.size > 0 && shown.price === this.#best[side];
    return makesBest ? this.#scan(side, venueId) : this.#best[side];
  }

  /** The best price of a side, null where nobody quotes it. */
  best(side: BookSide): Price | null {
    return this.#best[side];
  }

  #scan(side: BookSide, except?: string): Price | null {
    let best: Price | null = null;
    for (const [venueId, top] of this.#tops) {
      const shown = side === 'BID' ? top.bid : top.ask;
      if (venueId === except || shown.size === 0) continue;
      if (best === null || isBetter(side, shown.price, best)) best = shown.price;
    }
    return best;
  }

  /** The venues that show the price on this side. */
  venuesAt(side: BookSide, at: Price): string[] {
    const venueIds: string[] = [];
    for (const [venueId, top] of this.#tops) {
      const shown = side === 'BID' ? top.bid : top.ask;
      if (shown.size > 0 && shown.price === at) venueIds.push(venueId);
    }
    return venueIds;
  }
}

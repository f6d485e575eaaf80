import { hasProtectedQuotes } from '@fairlead/core/instrument/asset-class';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { isOnTick, roundedDownToTick, roundedUpToTick } from '@fairlead/core/instrument/tick';
import { type Price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { MakerLevel, MakerQuote } from '../book/market-maker.ts';
import { type BookSide, opposite } from '../book/resting-order.ts';
import type { Random } from '../random.ts';
import type { BookModel } from '../venue/book-model.ts';
import type { LpQuote } from '../venue/lp-model.ts';
import type { SimulatedVenue } from '../venue/simulated-venue.ts';
import type { Consolidated } from './consolidated.ts';
import type { MarketSink, MarketSource } from './market-source.ts';
import { presenceOf } from './profiles.ts';

/** What the market of one instrument is made of. */
export interface InstrumentMarketParts {
  readonly instrument: Instrument;
  readonly consolidated: Consolidated;
  readonly source: MarketSource;
  /** The venues with books, by id. */
  readonly venues: ReadonlyMap<string, SimulatedVenue>;
  readonly random: Random;
}

/** Carries what a source makes happen in one instrument to the venues' books. */
export class InstrumentMarket implements MarketSink {
  readonly #parts: InstrumentMarketParts;
  readonly #books: readonly { readonly venueId: string; readonly venue: SimulatedVenue; readonly book: BookModel }[];
  #nowUs = 0;

  constructor(parts: InstrumentMarketParts) {
    this.#parts = parts;
    this.#books = [...parts.venues].flatMap(([venueId, venue]) => {
      const book = venue.book(parts.instrument.instrumentId);
      return book === undefined ? [] : [{ venueId, venue, book }];
    });
  }

  /** When the next thing happens here, in microseconds of market time. */
  nextUs(): number {
    return this.#parts.source.nextUs();
  }

  /** Makes the next thing happen. */
  step(): void {
    this.#nowUs = this.nextUs();
    this.#parts.source.step(this);
  }

  /** Tells that a child order took from the market makers at a venue. */
  disturbed(venueId: string, nowUs: number): void {
    this.#parts.source.recover(venueId, nowUs);
  }

  get instrument(): Instrument {
    return this.#parts.instrument;
  }

  get instrumentId(): string {
    return this.#parts.instrument.instrumentId;
  }

  get consolidated(): Consolidated {
    return this.#parts.consolidated;
  }

  stream(venueId: string, quote: LpQuote): void {
    this.#parts.venues.get(venueId)?.stream(this.instrumentId, quote);
  }

  quote(venueId: string, wanted: MakerQuote): void {
    const quote = { bids: this.#onTicks('BID', wanted.bids), asks: this.#onTicks('ASK', wanted.asks) };
    const bid = quote.bids[0];
    const ask = quote.asks[0];
    // The price cannot move through a child order that rests elsewhere: whoever moves it trades with that order first.
    if (ask !== undefined) this.#sweep('BID', ask.price, venueId);
    if (bid !== undefined) this.#sweep('ASK', bid.price, venueId);
    this.#parts.venues.get(venueId)?.setMakerQuote(this.instrumentId, quote);
  }

  trade(side: BookSide, size: Quantity): void {
    const { consolidated, random, venues, instrument } = this.#parts;
    const contra = opposite(side);
    const at = consolidated.best(contra);
    if (at === null) return;
    const candidates = consolidated.venuesAt(contra, at);
    const weights = candidates.map((venueId) => presenceOf(venueId, instrument.primaryVenueId).volume);
    const venueId = candidates[random.weighted(weights)];
    if (venueId === undefined) return;
    venues.get(venueId)?.hitBy(this.instrumentId, { side, quantity: size, limit: at, midpoint: null });
    this.disturbed(venueId, this.#nowUs);
  }

  /**
   * The levels at prices that a venue takes: a source that walks by one tick comes off it where the tick changes with the price. Levels that come
   * to the same price are one, the nearest to the market.
   */
  #onTicks(side: BookSide, levels: readonly MakerLevel[]): readonly MakerLevel[] {
    const { instrument } = this;
    if (levels.every((level) => isOnTick(instrument, level.price))) return levels;
    const rounded = side === 'BID' ? roundedDownToTick : roundedUpToTick;
    const moved = levels.map((level) => ({ ...level, price: rounded(instrument, level.price) }));
    return moved.filter((level, place) => level.price > 0 && level.price !== moved[place - 1]?.price);
  }

  #sweep(side: BookSide, limit: Price, exceptVenueId: string): void {
    // Only where quotes are protected is one venue's price every venue's concern.
    if (!hasProtectedQuotes(this.instrument.assetClass)) return;
    for (const { venueId, venue, book } of this.#books) {
      if (venueId === exceptVenueId) continue;
      const interest = book.sessionInterest(side, limit);
      if (interest === 0) continue;
      venue.hitBy(this.instrumentId, { side: opposite(side), quantity: quantity(interest), limit, midpoint: null });
      this.disturbed(venueId, this.#nowUs);
    }
  }
}

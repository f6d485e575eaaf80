import type { Instrument } from '@fairlead/core/instrument/instrument';
import { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { MarketView } from '@fairlead/core/market/market-view';
import type { Nbbo } from '@fairlead/core/market/nbbo';
import type { Quote } from '@fairlead/core/market/quote';
import type { Catalogue } from '@fairlead/core/order/validate';
import type { Venue } from '@fairlead/core/venue/venue';
import { VenueHealth } from './venue-health.ts';

/** All instruments and venues, their quotes and their health: the one place that market data is written to. */
export class Market implements Catalogue {
  readonly venues: readonly VenueHealth[];
  readonly #books: ReadonlyMap<string, InstrumentBook>;
  readonly #rows: ReadonlyMap<string, number>;
  #quoteCount = 0;

  constructor(instruments: readonly Instrument[], venues: readonly Venue[]) {
    this.venues = venues.map((venue) => new VenueHealth(venue));
    this.#rows = new Map(venues.map((venue, row) => [venue.venueId, row]));
    this.#books = new Map(instruments.map((each) => [each.instrumentId, new InstrumentBook(each, venues)]));
    for (const venue of venues) this.#setLive(venue.venueId, false);
  }

  /** How many quotes have come in since the start. */
  get quoteCount(): number {
    return this.#quoteCount;
  }

  get instrumentIds(): readonly string[] {
    return [...this.#books.keys()];
  }

  instrument(instrumentId: string): Instrument | undefined {
    return this.#books.get(instrumentId)?.instrument;
  }

  hasVenue(venueId: string): boolean {
    return this.#rows.has(venueId);
  }

  health(venueId: string): VenueHealth | undefined {
    return this.venues[this.#rows.get(venueId) ?? -1];
  }

  /** The book of an instrument, or undefined for one that is not known. */
  book(instrumentId: string): InstrumentBook | undefined {
    return this.#books.get(instrumentId);
  }

  /** Keeps the depth and the end of a venue's last quote; the venue and the instrument are known from the quote. */
  setLadder(venueId: string, instrumentId: string, ladder: Parameters<InstrumentBook['setLadder']>[1]): void {
    this.#books.get(instrumentId)?.setLadder(this.#rows.get(venueId) ?? -1, ladder);
  }

  /** Takes a venue's quote; false where venue or instrument is not known. */
  applyQuote(venueId: string, instrumentId: string, quote: Readonly<Quote>): boolean {
    const row = this.#rows.get(venueId);
    const book = this.#books.get(instrumentId);
    if (row === undefined || book === undefined) return false;
    book.applyQuote(row, quote);
    this.#quoteCount += 1;
    return true;
  }

  /** Notes that a venue's session came or went; its quotes count only while it is there. False where nothing changed. */
  setConnected(venueId: string, connected: boolean): boolean {
    const changed = this.health(venueId)?.setConnected(connected) ?? false;
    if (changed) this.#setLive(venueId, connected);
    return changed;
  }

  /** The market of one instrument as a decision may see it, or undefined for one that is not known. Time in microseconds since 1970. */
  view(instrumentId: string, nowUs: number): MarketView | undefined {
    return this.#books.get(instrumentId)?.view(
      nowUs,
      this.venues.map((each) => each.condition),
    );
  }

  nbbo(instrumentId: string): Nbbo | undefined {
    return this.#books.get(instrumentId)?.nbbo();
  }

  #setLive(venueId: string, live: boolean): void {
    const row = this.#rows.get(venueId);
    if (row === undefined) return;
    for (const book of this.#books.values()) book.quotes.setLive(row, live);
  }
}

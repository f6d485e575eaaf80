import type { AssetClass, Instrument } from '@fairlead/core/instrument/instrument';
import type { FeeVolumeMonth } from '@fairlead/core/instrument/market-rules';
import { FrozenBeliefs } from '@fairlead/core/market/frozen-beliefs';
import { InstrumentBook, type Ladder } from '@fairlead/core/market/instrument-book';
import type { MarketView } from '@fairlead/core/market/market-view';
import type { Nbbo } from '@fairlead/core/market/nbbo';
import type { Quote, QuoteState } from '@fairlead/core/market/quote';
import type { LastSale, StatusChange } from '@fairlead/core/market/venue-news';
import type { Price } from '@fairlead/core/money/units';
import { MonthlyFees } from '@fairlead/core/monthly-fees/monthly-fees';
import type { TradedVolume } from '@fairlead/core/monthly-fees/traded-volume';
import type { Side } from '@fairlead/core/order/request';
import type { Catalogue } from '@fairlead/core/order/validate';
import type { VenueAbilities } from '@fairlead/core/venue/abilities';
import { isOverAccessFeeCap } from '@fairlead/core/venue/access-fee-cap';
import type { FeeSchedule } from '@fairlead/core/venue/fees';
import type { Venue } from '@fairlead/core/venue/venue';
import { type TermsSetting, venueTerms } from '@fairlead/core/venue/venue-terms';
import { VenueHealth } from './venue-health.ts';
import { VenueLearning } from './venue-learning.ts';
import { isOutOfSession } from './venue-session-hours.ts';

/** What a venue says of an instrument: its best prices, and what it carries besides. */
export interface VenueQuote {
  readonly quote: Readonly<Quote>;
  readonly ladder?: Ladder;
}

/** What is agreed with venues about time, and how long one is waited for of which nothing is said. */
export interface TermsBook {
  readonly settings: ReadonlyMap<string, TermsSetting>;
  readonly childTimeoutMs: number;
}

/** A volume that is another than it was counted as, when it was executed and when that is known. */
export interface RecountedVolume {
  readonly venueId: string;
  readonly volume: TradedVolume;
  readonly executedAtUs: number;
  readonly nowUs: number;
}

const NO_TERMS: TermsBook = { settings: new Map(), childTimeoutMs: 5_000 };

/** All instruments and venues, their quotes and their health: the one place that market data is written to. */
export class Market implements Catalogue {
  readonly venues: readonly VenueHealth[];
  /** Where the order path tells what its children came to. */
  readonly learning: VenueLearning;
  readonly #books: ReadonlyMap<string, InstrumentBook>;
  readonly #health: ReadonlyMap<string, VenueHealth>;
  readonly #healthByBook = new Map<InstrumentBook, readonly VenueHealth[]>();
  readonly #beliefs = new Map<string, FrozenBeliefs>();
  readonly #fees: MonthlyFees;
  #quoteCount = 0;

  constructor(instruments: readonly Instrument[], venues: readonly Venue[], terms: TermsBook = NO_TERMS) {
    const termsOf = (venueId: string) => venueTerms(terms.settings.get(venueId) ?? {}, terms.childTimeoutMs);
    this.venues = venues.map((venue) => new VenueHealth(venue, termsOf(venue.venueId)));
    this.#health = new Map(this.venues.map((health) => [health.venue.venueId, health]));
    this.#books = new Map(instruments.map((each) => [each.instrumentId, new InstrumentBook(each, venues)]));
    this.learning = new VenueLearning(this);
    for (const [instrumentId, book] of this.#books) {
      this.#beliefs.set(instrumentId, new FrozenBeliefs());
      this.#healthByBook.set(
        book,
        this.venues.filter(({ venue }) => book.row(venue.venueId) !== undefined),
      );
    }
    this.#fees = new MonthlyFees(venues, (assetClass) => this.#feeVolumeMonth(assetClass));
    for (const { venueId } of venues) {
      this.#setLive(venueId, false);
      this.#setFees(venueId);
    }
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
    return this.#health.has(venueId);
  }

  health(venueId: string): VenueHealth | undefined {
    return this.#health.get(venueId);
  }

  /** The book of an instrument, or undefined for one that is not known. */
  book(instrumentId: string): InstrumentBook | undefined {
    return this.#books.get(instrumentId);
  }

  /** Takes a venue's quote with its depth and end; false where the instrument is not known or the venue does not trade it. */
  applyQuote(venueId: string, instrumentId: string, { quote, ladder }: VenueQuote): boolean {
    const book = this.#books.get(instrumentId);
    const row = book?.row(venueId);
    if (row === undefined || book === undefined) return false;
    book.applyQuote(row, quote, ladder);
    this.#quoteCount += 1;
    return true;
  }

  /** The price of the last sale of an instrument, where it is fresh enough at a time in microseconds since 1970 to be measured by; else null. */
  lastPrice(instrumentId: string, nowUs: number): Price | null {
    return this.#books.get(instrumentId)?.lastPrice(nowUs) ?? null;
  }

  /** Takes a trade that a venue prints; false where it does not trade the instrument, or it can be no trade. */
  print(venueId: string, instrumentId: string, sale: LastSale): boolean {
    const book = this.#books.get(instrumentId);
    const isOnExchange = this.#health.get(venueId)?.venue.venueType === 'EXCHANGE';
    return book?.row(venueId) !== undefined && book.print({ ...sale, isOnExchange });
  }

  /** Takes what a venue says of the trading of an instrument; false where it is not the one that lists it. */
  setTradingStatus(venueId: string, instrumentId: string, status: StatusChange): boolean {
    const book = this.#books.get(instrumentId);
    if (book === undefined) return false;
    this.#health.get(venueId)?.hours.note(instrumentId, status.status);
    this.#showHours(venueId);
    if (book.instrument.primaryVenueId !== venueId) return false;
    book.setTradingStatus(status);
    return true;
  }

  /** A venue has logged on: what does not trade there it says anew. */
  forgetTradingStatuses(venueId: string): void {
    this.#health.get(venueId)?.hours.forget();
    this.#showHours(venueId);
    for (const book of this.#books.values())
      if (book.instrument.primaryVenueId === venueId && book.tradingStatus !== null) book.setTradingStatus(null);
  }

  /** False while the listing venue says that the instrument does not trade, or its market is closed. A venue that says nothing trades. */
  trades(instrumentId: string): boolean {
    const status = this.#books.get(instrumentId)?.tradingStatus ?? null;
    return (status === null || status.status === 'TRADING') && !this.isClosed(instrumentId);
  }

  /**
   * True while the market of an instrument has not opened, or is over, by the word of its venues: of the one that lists it, or where none does (FX,
   * crypto) of every one that there is a session with.
   */
  isClosed(instrumentId: string): boolean {
    const book = this.#books.get(instrumentId);
    if (book === undefined) return false;
    const { primaryVenueId } = book.instrument;
    if (primaryVenueId !== null) return book.tradingStatus !== null && isOutOfSession(book.tradingStatus.status);
    const there = this.venuesOf(book).filter(({ connected }) => connected);
    return there.length > 0 && there.every(({ hours }) => hours.isClosedIn(instrumentId));
  }

  /** A venue shows that its market is closed where that is so for all that it trades. */
  #showHours(venueId: string): void {
    const health = this.#health.get(venueId);
    const traded = [...this.#books].filter(([, book]) => book.row(venueId) !== undefined);
    const isClosed = traded.length > 0 && traded.every(([instrumentId]) => health?.hours.isClosedIn(instrumentId));
    health?.standing.setMarketClosed(isClosed);
  }

  /** Takes the settings of known instruments as they are now: a halt counts from here on. Gives the ids that it could not take. */
  refresh(instruments: readonly Instrument[]): string[] {
    const refused = instruments.filter((each) => this.#books.get(each.instrumentId)?.setInstrument(each) !== true);
    for (const venueId of this.#fees.priceAnew()) this.#setFees(venueId);
    return refused.map((each) => each.instrumentId);
  }

  /** Notes that a venue's session came or went; its quotes count only while it is there. False where nothing changed. */
  setConnected(venueId: string, connected: boolean): boolean {
    const changed = this.health(venueId)?.standing.setConnected(connected) ?? false;
    if (changed) this.#setLive(venueId, connected);
    return changed;
  }

  /** A venue has logged on and says what it can do, or nothing: decisions ask no more of it from here on. */
  setAbilities(venueId: string, able: VenueAbilities | null): void {
    this.health(venueId)?.setAbilities(able);
    for (const book of this.#books.values()) {
      const row = book.row(venueId);
      if (row !== undefined) book.setAbilities(row, able);
    }
  }

  /** The market of one instrument as a decision for one side may see it, or undefined for one that is not known. Time in microseconds since 1970. */
  view(instrumentId: string, side: Side, nowUs: number): MarketView | undefined {
    const book = this.#books.get(instrumentId);
    const frozen = this.#beliefs.get(instrumentId);
    if (book === undefined || frozen === undefined) return undefined;
    for (const venueId of this.#fees.beginMonth(nowUs)) this.#setFees(venueId);
    const venues = this.venuesOf(book);
    const { instrument } = book;
    const beliefs = frozen.at(nowUs, () =>
      book.beliefs(
        nowUs,
        venues.map((each) => each.expectation(instrument, nowUs)),
      ),
    );
    const moments = venues.map((each) => each.moment(instrument, side, nowUs));
    return book.viewBelieving(nowUs, moments, beliefs);
  }

  /** A child in an instrument has taught something of its venue: what is believed there is made anew after enough of it. */
  observed(instrumentId: string, isMiss = false): void {
    this.#beliefs.get(instrumentId)?.observed(isMiss);
  }

  /** What a venue displays of an instrument now; undefined where it is not known or does not trade it. */
  quoteState(venueId: string, instrumentId: string): QuoteState | undefined {
    const book = this.#books.get(instrumentId);
    const row = book?.row(venueId);
    return row === undefined ? undefined : book?.quotes.quoteState(row);
  }

  /** The venues of a book with their health, row by row. */
  venuesOf(book: InstrumentBook): readonly VenueHealth[] {
    return this.#healthByBook.get(book) ?? [];
  }

  /** The best prices of an instrument at a time in microseconds since 1970, or undefined for one that is not known. */
  nbbo(instrumentId: string, nowUs: number): Nbbo | undefined {
    return this.#books.get(instrumentId)?.nbbo(nowUs);
  }

  /** The fees in force at a venue: its schedule, by the tier that the firm's volume there has reached. */
  feesInForce(venueId: string): FeeSchedule | undefined {
    return this.#fees.inForce(venueId);
  }

  /** What a venue charges in an instrument: the fees in force, as far as the cap on access fees allows them. */
  chargedFees(venueId: string, instrumentId: string): FeeSchedule | undefined {
    const book = this.#books.get(instrumentId);
    const row = book?.row(venueId);
    return row === undefined ? undefined : book?.venues[row]?.fees;
  }

  /** The venues whose schedules ask more for access to a protected quote than the rules in force allow in some instrument. */
  get overAccessFeeCap(): readonly string[] {
    const caps = new Set([...this.#books.values()].map(({ instrument }) => instrument.rules.accessFeeCap));
    const isOver = (venue: Venue) => [...caps].some((cap) => isOverAccessFeeCap(venue, cap));
    return this.venues.flatMap(({ venue }) => (isOver(venue) ? [venue.venueId] : []));
  }

  /** Counts what was executed at a venue towards its tiers; time in microseconds since 1970. */
  countVolume(venueId: string, volume: TradedVolume, nowUs: number): void {
    for (const id of this.#fees.beginMonth(nowUs)) this.#setFees(id);
    if (this.#fees.count(venueId, volume)) this.#setFees(venueId);
  }

  /** Counts what was executed at a venue in the month of its execution: less than nothing takes back what was counted. Times in microseconds since 1970. */
  recountVolume({ venueId, volume, executedAtUs, nowUs }: RecountedVolume): void {
    for (const id of this.#fees.beginMonth(nowUs)) this.#setFees(id);
    if (this.#fees.recount(venueId, volume, executedAtUs)) this.#setFees(venueId);
  }

  /** Takes what was executed at a venue before the start, of the month before or of the one that runs. */
  restoreVolume(venueId: string, volume: TradedVolume, month: FeeVolumeMonth): void {
    this.#fees.restore(venueId, volume, month);
    this.#setFees(venueId);
  }

  /** Whose month's volume the rules in force price an asset class by. */
  #feeVolumeMonth(assetClass: AssetClass): FeeVolumeMonth {
    for (const { instrument } of this.#books.values())
      if (instrument.assetClass === assetClass) return instrument.rules.feeVolumeMonth;
    return 'RUNNING';
  }

  #setFees(venueId: string): void {
    const fees = this.#fees.inForce(venueId);
    if (fees === undefined) return;
    for (const book of this.#books.values()) {
      const row = book.row(venueId);
      if (row !== undefined) book.setFees(row, fees);
    }
  }

  #setLive(venueId: string, live: boolean): void {
    for (const book of this.#books.values()) {
      const row = book.row(venueId);
      if (row !== undefined) book.quotes.setLive(row, live);
    }
  }
}

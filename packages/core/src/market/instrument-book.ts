import { hasProtectedQuotes, quotedLot } from '../instrument/asset-class.ts';
import type { Instrument } from '../instrument/instrument.ts';
import type { Price, Quantity } from '../money/units.ts';
import type { BlindBar } from '../quality/blind-bar.ts';
import { type VenueAbilities, venueWithin } from '../venue/abilities.ts';
import { chargeableFees } from '../venue/access-fee-cap.ts';
import type { CircuitState } from '../venue/circuit-state.ts';
import type { FeeSchedule } from '../venue/fees.ts';
import { tradesInstrument, venueFor } from '../venue/listing.ts';
import type { Venue, VenueStatus } from '../venue/venue.ts';
import { MarketReference } from './market-reference.ts';
import type { Depth, DepthLevel, MarketView, VenueSnapshot } from './market-view.ts';
import { type BestQuote, type Nbbo, nbboStateOf } from './nbbo.ts';
import { QueueOutflow } from './queue-outflow.ts';
import { isPossible, largestQuotePrice, possibleQuote, type Quote, type QuoteState } from './quote.ts';
import { QuoteBook } from './quote-book.ts';
import type { LastSale, StatusChange } from './venue-news.ts';
import {
  type BeliefPart,
  beliefOf,
  type CataloguePart,
  type VenueBelief,
  type VenueExpectation,
} from './view-parts.ts';

/** How a venue stands at the moment of a view: read then, never kept. */
export interface VenueMoment {
  readonly status: VenueStatus;
  readonly circuit: CircuitState;
  readonly connected: boolean;
  /** It takes no new orders for the moment. */
  readonly isFull: boolean;
  readonly blindBar: BlindBar | null;
}

/** What is known of a venue besides its quotes, when a view is taken. */
export interface VenueCondition extends VenueMoment, VenueExpectation {}

/** What a quote carries besides its best prices. */
export interface Ladder {
  readonly depth: Depth | null;
  readonly validUntilUs: number | null;
}

/** How long a sale says what the market is, in microseconds: as long as a market that moves on without trading is not yet another one. */
const LAST_SALE_COUNTS_US = 60_000_000;

const BEST_PRICES_ONLY: Ladder = { depth: null, validUntilUs: null };

/**
 * One instrument's quotes over the venues that trade it; row i of the book is venue i of its list. Where the market has protected quotes, those
 * alone make the best prices, in round lots; elsewhere every displayed quote does, of any size.
 */
export class InstrumentBook {
  /** The settings as the installation has them; `#instrument` is what they are while the listing venue has halted it. */
  #settings: Instrument;
  #instrument: Instrument;
  #status: StatusChange | null = null;
  #lastSale: LastSale | null = null;
  /** Hears of each print; there is one who does, the history. */
  onSale: (sale: LastSale) => void = () => {};
  readonly quotes: QuoteBook;
  readonly #outflow: QueueOutflow;
  readonly #reference = new MarketReference();
  /** Kept ready: quotes come by the million. An instrument that replaces this one has its scale. */
  readonly #largest: Price;
  readonly #venues: Venue[];
  /** The same by their settings, whatever they say of themselves. */
  readonly #listed: readonly Venue[];
  /** The part of records that instrument and venues make; null until it is asked for after a change. */
  #catalogue: CataloguePart | null = null;
  /** What each venue asks, before the cap on access fees. */
  readonly #schedules: FeeSchedule[];
  readonly #rows: ReadonlyMap<string, number>;
  readonly #ladders = new Map<number, Ladder>();

  /** Venues that do not trade the instrument are left out; the others keep their order. */
  constructor(instrument: Instrument, venues: readonly Venue[]) {
    this.#settings = instrument;
    this.#instrument = instrument;
    this.#venues = venues
      .filter((venue) => tradesInstrument(venue, instrument))
      .map((venue) => venueFor(venue, instrument));
    this.#listed = [...this.#venues];
    this.#schedules = this.#venues.map((venue) => venue.fees);
    this.#chargeFees();
    this.#rows = new Map(this.#venues.map((venue, row) => [venue.venueId, row]));
    const isProtected = hasProtectedQuotes(instrument.assetClass);
    this.quotes = new QuoteBook(
      this.#venues.map((venue) => (isProtected ? venue.protectedQuote : venue.lit)),
      quotedLot(instrument),
    );
    this.#outflow = new QueueOutflow(this.#venues.length);
    this.#largest = largestQuotePrice(instrument.priceDecimals);
  }

  /** The venues that trade the instrument, their sizes at its scale. */
  get venues(): readonly Venue[] {
    return this.#venues;
  }

  /** The row of a venue, or undefined where it does not trade the instrument. */
  row(venueId: string): number | undefined {
    return this.#rows.get(venueId);
  }

  /**
   * Replaces a venue row's quote and what it carries, as far as they can be meant, and learns from what went how fast its queues flow out. `said` is
   * copied.
   */
  applyQuote(row: number, said: Readonly<Quote>, ladder: Ladder = BEST_PRICES_ONLY): void {
    const quote = possibleQuote(said, this.#largest);
    this.#outflow.observe(row, this.quotes.quote(row), quote);
    const isPlain = ladder === BEST_PRICES_ONLY && this.#ladders.size === 0;
    const change = this.quotes.apply(row, quote, isPlain ? null : this.#keepLadder(row, ladder));
    if (change !== 0) this.#observe(quote.receiptTimeUs);
  }

  get instrument(): Instrument {
    return this.#instrument;
  }

  /**
   * Takes the instrument's settings as they are now: halts, price tests, ticks, lots. Refuses another scale, in which the quotes are not, and
   * another asset class, which other venues trade.
   */
  setInstrument(instrument: Instrument): boolean {
    const { assetClass, priceDecimals, quantityDecimals } = this.#instrument;
    const isAlike = instrument.assetClass === assetClass;
    const fits = instrument.priceDecimals === priceDecimals && instrument.quantityDecimals === quantityDecimals;
    if (!isAlike || !fits) return false;
    this.#settings = instrument;
    this.#stand();
    this.quotes.setRoundLot(quotedLot(instrument));
    this.#chargeFees();
    return true;
  }

  /** What the listing venue says of the trading; null where it has not said anything. */
  get tradingStatus(): StatusChange | null {
    return this.#status;
  }

  /** The last trade that was printed, wherever; null before the first. */
  get lastSale(): LastSale | null {
    return this.#lastSale;
  }

  /** The price of the last sale while it is fresh enough to be measured by at a time in microseconds since 1970; else null. */
  lastPrice(nowUs: number): Price | null {
    const sale = this.#lastSale;
    return sale !== null && nowUs - sale.atUs <= LAST_SALE_COUNTS_US ? sale.price : null;
  }

  /** Takes what the listing venue says of the trading, or that it says nothing any more. While it is HALTED so is the instrument. */
  setTradingStatus(status: StatusChange | null): void {
    this.#status = status;
    this.#stand();
  }

  /** Takes a print, as far as it can be one; false where it cannot. */
  print(sale: LastSale): boolean {
    if (!isPossible(sale.price, sale.quantity, this.#largest)) return false;
    this.#lastSale = sale;
    this.onSale(sale);
    return true;
  }

  get #isHaltedByVenue(): boolean {
    return this.#status?.status === 'HALTED';
  }

  #stand(): void {
    const isHalted = this.#isHaltedByVenue && this.#settings.status === 'ACTIVE';
    this.#instrument = isHalted ? { ...this.#settings, status: 'HALTED' } : this.#settings;
    this.#catalogue = null;
  }

  /** Replaces what the last quote of a venue row carried besides its best prices. */
  setLadder(row: number, ladder: Ladder): void {
    this.quotes.setDepth(row, this.#keepLadder(row, ladder));
  }

  /** Keeps what a quote carries, and gives the levels that can be meant. */
  #keepLadder(row: number, ladder: Ladder): Depth | null {
    if (ladder.depth === null && ladder.validUntilUs === null) {
      if (this.#ladders.size > 0) this.#ladders.delete(row);
      return null;
    }
    const depth = this.#possibleDepth(ladder.depth);
    this.#ladders.set(row, { depth, validUntilUs: ladder.validUntilUs });
    return depth;
  }

  /** Nothing that is quoted during a halt says what the market is. */
  #observe(nowUs: number): void {
    if (this.#instrument.status !== 'HALTED') this.#reference.observe(this.quotes, nowUs);
  }

  /** A side of the book with a level that no venue can mean, or that is better than one before it, is not shown. */
  #possibleDepth(depth: Depth | null): Depth | null {
    if (depth === null) return null;
    const possible = (levels: Depth['bids'], sign: 1 | -1) => {
      const isOrdered = (level: DepthLevel, place: number) =>
        (level.price - (levels[place - 1] ?? level).price) * sign >= 0;
      const isMeant = levels.every(
        (level, place) => isPossible(level.price, level.size, this.#largest) && isOrdered(level, place),
      );
      return isMeant ? levels : [];
    };
    return { bids: possible(depth.bids, -1), asks: possible(depth.asks, 1) };
  }

  /** What a venue says that it can do from now on: no decision asks more of it. Null leaves it to its settings. */
  setAbilities(row: number, able: VenueAbilities | null): void {
    const [listed, venue] = [this.#listed[row], this.#venues[row]];
    if (listed === undefined || venue === undefined) return;
    const within = { ...venueWithin(listed, able), fees: venue.fees };
    if (isAlike(within, venue)) return;
    this.#venues[row] = within;
    this.#catalogue = null;
  }

  /** The fees that a venue asks from now on; decisions reckon with them as far as the cap in force allows them. */
  setFees(row: number, fees: FeeSchedule): void {
    if (this.#venues[row] === undefined) return;
    this.#schedules[row] = fees;
    this.#chargeFees();
  }

  #chargeFees(): void {
    for (const [row, venue] of this.#venues.entries()) {
      const fees = chargeableFees({ ...venue, fees: this.#schedules[row] ?? venue.fees }, this.#instrument.rules);
      if (fees === venue.fees) continue;
      this.#venues[row] = { ...venue, fees };
      this.#catalogue = null;
    }
  }

  /** The best prices at a time in microseconds since 1970: quotes past their own end do not count. */
  nbbo(nowUs: number): Nbbo {
    this.#endQuotes(nowUs);
    this.#observe(nowUs);
    const bid = this.#best(this.quotes.bidRow, this.quotes.bid, this.quotes.bidSize);
    const ask = this.#best(this.quotes.askRow, this.quotes.ask, this.quotes.askSize);
    const [oddBid, oddAsk] = [this.#odd('BID'), this.#odd('ASK')];
    return {
      state: nbboStateOf(bid, ask, this.instrument.status === 'HALTED'),
      bid,
      ask,
      oddBid,
      oddAsk,
      referenceBid: this.#referencePrice('BID', bid ?? oddBid),
      referenceAsk: this.#referencePrice('ASK', ask ?? oddAsk),
    };
  }

  /** Everything a decision may know, frozen at `takenAtUs` (microseconds since 1970). `conditions[i]` belongs to venue i. */
  view(takenAtUs: number, conditions: readonly VenueCondition[]): MarketView {
    return this.viewBelieving(takenAtUs, conditions, this.beliefs(takenAtUs, conditions));
  }

  /** The same with beliefs that were made before. `moments[i]` and `beliefs.venues[i]` belong to venue i. */
  viewBelieving(takenAtUs: number, moments: readonly VenueMoment[], beliefs: BeliefPart): MarketView {
    const nbbo = this.nbbo(takenAtUs);
    const venues = this.#venues.map((venue, row) => {
      const [moment, belief] = [moments[row], beliefs.venues[row]];
      if (moment === undefined || belief === undefined) throw new Error(`no condition for venue row ${row}`);
      return this.#snapshot(row, takenAtUs, { venue, moment, belief });
    });
    this.#catalogue ??= { instrument: this.#instrument, venues: [...this.#venues] };
    return { instrument: this.#instrument, takenAtUs, nbbo, venues, catalogue: this.#catalogue, beliefs };
  }

  /** What is believed of the venues now, to be read by one plan or by many. `expected[i]` belongs to venue i. */
  beliefs(nowUs: number, expected: readonly VenueExpectation[]): BeliefPart {
    return {
      venues: expected.map((each, row) => {
        const bidOutflow = this.#outflow.perSecond(row, 'BID', nowUs);
        return beliefOf(each, { bidOutflow, askOutflow: this.#outflow.perSecond(row, 'ASK', nowUs) });
      }),
    };
  }

  /** What a venue row shows at a time: its quote, whether that may be traded, and the levels behind it where it gives them. */
  shown(row: number, nowUs: number): { quote: Readonly<Quote>; state: QuoteState; depth: Depth | null } {
    this.#endQuotes(nowUs);
    const { depth } = this.#ladders.get(row) ?? BEST_PRICES_ONLY;
    return { quote: this.quotes.quote(row), state: this.quotes.quoteState(row), depth };
  }

  #endQuotes(nowUs: number): void {
    for (const [row, { validUntilUs }] of this.#ladders) {
      if (validUntilUs !== null && nowUs > validUntilUs) this.quotes.end(row);
    }
  }

  #best(row: number, at: Price, size: Quantity): BestQuote | null {
    const venue = this.#venues[row];
    return venue === undefined ? null : { price: at, size, venueId: venue.venueId };
  }

  #referencePrice(side: 'BID' | 'ASK', best: BestQuote | null): Price | null {
    return best === null ? null : this.#reference.of(side, best.price);
  }

  #odd(side: 'BID' | 'ASK'): BestQuote | null {
    const row = this.quotes.oddRow(side);
    if (row < 0) return null;
    const quote = this.quotes.quote(row);
    return side === 'BID' ? this.#best(row, quote.bid, quote.bidSize) : this.#best(row, quote.ask, quote.askSize);
  }

  #snapshot(
    row: number,
    takenAtUs: number,
    { venue, moment, belief }: { venue: Venue; moment: VenueMoment; belief: VenueBelief },
  ): VenueSnapshot {
    const quote = this.quotes.quote(row);
    const ladder = this.#ladders.get(row) ?? BEST_PRICES_ONLY;
    const quoteState = this.quotes.quoteState(row);
    return {
      venue,
      status: moment.status,
      circuit: moment.circuit,
      connected: moment.connected,
      isFull: moment.isFull,
      quoteState,
      bid: quote.bid,
      bidSize: quote.bidSize,
      ask: quote.ask,
      askSize: quote.askSize,
      depth: ladder.depth,
      validUntilUs: ladder.validUntilUs,
      ageUs: quoteState === 'NONE' ? null : takenAtUs - quote.eventTimeUs,
      latencyUs: belief.latencyUs,
      fillRate: belief.fillRate,
      observations: belief.observations,
      bidOutflow: belief.bidOutflow,
      askOutflow: belief.askOutflow,
      hidden: belief.hidden,
      blindBar: moment.blindBar,
    };
  }
}

function isAlike(one: Venue, other: Venue): boolean {
  return (
    one.refusesMinQuantity === other.refusesMinQuantity &&
    one.orderTypes.join() === other.orderTypes.join() &&
    one.timesInForce.join() === other.timesInForce.join()
  );
}

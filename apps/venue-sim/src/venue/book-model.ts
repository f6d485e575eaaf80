import { quotedLot } from '@fairlead/core/instrument/asset-class';
import type { AssetClass, Instrument } from '@fairlead/core/instrument/instrument';
import { movedByTicks } from '@fairlead/core/instrument/tick';
import { type Price, price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { Venue } from '@fairlead/core/venue/venue';
import { NOTHING } from '../book/book-half.ts';
import { fadeBest, type MakerQuote, setMakerQuote } from '../book/market-maker.ts';
import { PriceTimeBook, type Taker, type Top } from '../book/price-time-book.ts';
import {
  type BookSide,
  type Match,
  midpointRoundedDown,
  opposite,
  type RestingOrder,
  reaches,
} from '../book/resting-order.ts';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Display } from './display.ts';
import type { Arrival, CancelReason, ChildFill, ExecutionModel, MarketReference, Outcome } from './execution-model.ts';
import { leavesAfter } from './execution-model.ts';
import { HiddenPool } from './hidden-pool.ts';
import type { VenueProfile } from './profiles.ts';

/** What a model of execution is made of. */
export interface ModelParts {
  readonly venue: Venue;
  readonly profile: VenueProfile;
  readonly instrument: Instrument;
  readonly depthScale: number;
  readonly reference: MarketReference;
  readonly random: Random;
  readonly clock: Clock;
}

const ANY_PRICE: Readonly<Record<BookSide, Price>> = { BID: price(Number.MAX_SAFE_INTEGER), ASK: price(0) };

/** How many levels of its book a venue shows; 0 is no more than it takes to make a quote that counts. */
const DEPTH_LEVELS: Readonly<Record<AssetClass, number>> = { EQUITY: 0, FX: 0, CRYPTO: 15 };

/** Execution against a price-time book: exchanges, and dark pools as books with nothing shown. */
export class BookModel implements ExecutionModel {
  readonly #parts: ModelParts;
  readonly #book: PriceTimeBook;
  readonly #pools: Readonly<Record<BookSide, HiddenPool>>;
  readonly #resting = new Map<string, RestingOrder>();
  /** Hears of each trade in the book, whoever trades. */
  onTrade: (trade: Pick<Match, 'price' | 'quantity'>) => void = () => {};

  constructor(parts: ModelParts) {
    this.#parts = parts;
    this.#book = new PriceTimeBook(quotedLot(parts.instrument));
    const shape = { roundLot: parts.instrument.roundLot, depthScale: parts.depthScale };
    this.#pools = {
      BID: new HiddenPool(parts.profile, shape, parts.random.fork('hidden-bid')),
      ASK: new HiddenPool(parts.profile, shape, parts.random.fork('hidden-ask')),
    };
  }

  /** The quote that counts in the consolidated market: in round lots where those do. */
  top(): Top {
    return this.#book.top();
  }

  display(): Display | null {
    if (!this.#parts.venue.lit) return null;
    const levels = DEPTH_LEVELS[this.#parts.instrument.assetClass];
    if (levels === 0) return this.#withOddLots();
    return { ...this.#book.top(), depth: { bids: this.#book.bids.depth(levels), asks: this.#book.asks.depth(levels) } };
  }

  /** The best prices of any size; where one is an odd lot, with the levels behind it down to the one that makes a round lot. */
  #withOddLots(): Display {
    const lot = quotedLot(this.#parts.instrument);
    const depth = { bids: this.#book.bids.untilRoundLot(lot), asks: this.#book.asks.untilRoundLot(lot) };
    const best = { bid: depth.bids[0] ?? NOTHING, ask: depth.asks[0] ?? NOTHING };
    return depth.bids.length > 1 || depth.asks.length > 1 ? { ...best, depth } : best;
  }

  hiddenFor(side: BookSide): number {
    return this.#pools[opposite(side)].quantityAt(this.#parts.clock.nowUs());
  }

  execute(arrival: Arrival): Outcome {
    const limit = this.#protectedLimit(arrival);
    if (arrival.postOnly && this.#wouldTake(arrival.side, arrival.limit)) {
      return { kind: 'REFUSED', code: 'POST_ONLY_WOULD_TAKE' };
    }
    if (!arrival.pegMidpoint && this.#wouldTake(arrival.side, limit)) this.#maybeFade(opposite(arrival.side));
    // A pegged order meets others at the midpoint and takes nothing that is displayed.
    const midpoint = this.#midpoint();
    const reach = arrival.pegMidpoint ? pegReach(arrival, midpoint) : limit;
    const taker = { side: arrival.side, quantity: arrival.quantity, limit: reach, midpoint };
    const waits = arrival.postOnly || (arrival.pegMidpoint && midpoint === null);
    const fills = waits ? [] : this.#take(arrival, taker);
    if (fills === null) {
      const reason = arrival.timeInForce === 'FOK' ? 'FOK_NOT_FILLABLE' : 'BELOW_MIN_QUANTITY';
      return { kind: 'ENDS', fills: [], reason };
    }
    const left = leavesAfter(arrival, fills);
    if (left === 0 || arrival.timeInForce === 'IOC' || arrival.timeInForce === 'FOK') {
      return { kind: 'ENDS', fills, reason: this.#remainderReason(arrival, limit) };
    }
    this.#rest(arrival, left);
    return { kind: 'RESTS', fills };
  }

  cancel(childId: string): boolean {
    const order = this.#resting.get(childId);
    if (order === undefined) return false;
    this.#resting.delete(childId);
    return this.#book.cancel(order);
  }

  /** Leaves an order so much, in its place in the queue. Returns false where it no longer rests. */
  shrink(childId: string, remaining: Quantity): boolean {
    const order = this.#resting.get(childId);
    if (order === undefined || remaining >= order.remaining) return false;
    order.remaining = remaining;
    return true;
  }

  /** Replaces the market makers' liquidity. Returns what child orders traded by it. */
  setMakerQuote(quote: MakerQuote): ChildFill[] {
    return this.#restingFills(setMakerQuote(this.#book, quote));
  }

  /** A simulated counterparty takes what it can within its limit. Returns what child orders traded by it. */
  hitBy(taker: Taker): ChildFill[] {
    return this.#restingFills(this.#book.take(taker));
  }

  /** All quantity that an order with this limit would have to trade through, 0 where no child order is among it. */
  sessionInterest(side: BookSide, limit: Price): number {
    if (this.#resting.size === 0) return 0;
    const found = [...this.#resting.values()].some(
      (order) => order.side === side && reaches(opposite(side), limit, order.price),
    );
    return found ? this.#book.quantityFor({ side: opposite(side), limit, midpoint: null }) : 0;
  }

  #wouldTake(side: BookSide, limit: Price): boolean {
    const best = this.#book.half(opposite(side)).bestPrice;
    return best !== null && reaches(side, limit, best);
  }

  /** An order that is not marked ISO never trades through a better protected quote elsewhere (Rule 611), while that rule is in force. */
  #protectedLimit(arrival: Arrival): Price {
    const { venue, instrument } = this.#parts;
    if (arrival.iso || !venue.protectedQuote || !instrument.rules.orderProtection) return arrival.limit;
    const away = this.#parts.reference.bestAway(opposite(arrival.side), venue.venueId);
    if (away === null || !reaches(arrival.side, arrival.limit, away)) return arrival.limit;
    return away;
  }

  #maybeFade(side: BookSide): void {
    const { profile, random, instrument } = this.#parts;
    if (!random.chance(profile.fadeProbability)) return;
    const keep = random.chance(profile.fadeGoneShare) ? 0 : random.unit();
    fadeBest(this.#book, side, { keep, roundLot: quotedLot(instrument) });
  }

  #midpoint(): Price | null {
    const nbbo = this.#parts.reference.nbbo();
    return nbbo === null || nbbo.bid > nbbo.ask ? null : midpointRoundedDown(nbbo.bid, nbbo.ask);
  }

  /** Null where less could be had than the order takes at all: the whole of a fill-or-kill order, or its minimum. */
  #take(arrival: Arrival, taker: Taker): ChildFill[] | null {
    const peg = this.#showHidden(opposite(arrival.side));
    const least = arrival.timeInForce === 'FOK' ? arrival.quantity : arrival.minQuantity;
    if (least > 0 && this.#book.quantityFor(taker) < least) {
      if (peg !== null) this.#book.cancel(peg);
      return null;
    }
    const matches = this.#book.take(taker);
    if (peg !== null) this.#book.cancel(peg);
    const fills: ChildFill[] = [];
    for (const match of matches) {
      const flag = match.order.display === 'MIDPOINT' ? 'MIDPOINT' : 'TAKE';
      if (match.order === peg) this.#pools[peg.side].use(match.quantity);
      fills.push({ childId: arrival.childId, quantity: match.quantity, price: match.price, flag });
    }
    fills.push(...this.#restingFills(matches));
    return fills;
  }

  /** Puts the pool's interest into the book as a midpoint order for as long as one arrival is matched. */
  #showHidden(side: BookSide): RestingOrder | null {
    const available = this.#pools[side].quantityAt(this.#parts.clock.nowUs());
    if (available === 0) return null;
    const order: RestingOrder = {
      orderId: 'hidden',
      owner: 'MARKET_MAKER',
      side,
      price: ANY_PRICE[side],
      display: 'MIDPOINT',
      remaining: available,
    };
    this.#book.rest(order);
    return order;
  }

  #restingFills(matches: readonly Match[]): ChildFill[] {
    for (const match of matches) this.onTrade(match);
    const fills: ChildFill[] = [];
    for (const { order, quantity: traded, price: at } of matches) {
      if (order.owner !== 'SESSION') continue;
      if (order.remaining === 0) this.#resting.delete(order.orderId);
      fills.push({
        childId: order.orderId,
        quantity: traded,
        price: at,
        flag: order.display === 'MIDPOINT' ? 'MIDPOINT' : 'MAKE',
      });
    }
    return fills;
  }

  #remainderReason(arrival: Arrival, limit: Price): CancelReason {
    const held = limit !== arrival.limit && this.#wouldTake(arrival.side, arrival.limit);
    return held ? 'TRADE_THROUGH_PROTECTION' : 'IOC_REMAINDER';
  }

  #rest(arrival: Arrival, left: number): void {
    const order: RestingOrder = {
      orderId: arrival.childId,
      owner: 'SESSION',
      side: arrival.side,
      price: this.#restingPrice(arrival),
      display: this.#parts.venue.lit && !arrival.pegMidpoint ? 'DISPLAYED' : 'MIDPOINT',
      remaining: quantity(left),
    };
    this.#resting.set(arrival.childId, order);
    this.#book.rest(order);
  }

  /** A resting order that would lock or cross a protected quote elsewhere is shown one tick away from it (Rule 610(e)), while that rule is in force. */
  #restingPrice(arrival: Arrival): Price {
    const { venue, instrument } = this.#parts;
    const slides = venue.lit && venue.protectedQuote && instrument.rules.lockAndCross;
    if (arrival.iso || !slides) return arrival.limit;
    const away = this.#parts.reference.bestAway(opposite(arrival.side), venue.venueId);
    if (away === null || !reaches(arrival.side, arrival.limit, away)) return arrival.limit;
    return movedByTicks(instrument, away, arrival.side === 'BID' ? -1 : 1);
  }
}

/** As far as a pegged order reaches now: the midpoint, or its own limit where that is nearer. */
function pegReach(arrival: Arrival, midpoint: Price | null): Price {
  if (midpoint === null) return arrival.limit;
  return reaches(arrival.side, arrival.limit, midpoint) ? midpoint : arrival.limit;
}

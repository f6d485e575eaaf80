import type { Instrument } from '@fairlead/core/instrument/instrument';
import { price, quantity } from '@fairlead/core/money/units';
import type { MakerLevel, MakerQuote } from '../book/market-maker.ts';
import type { BookSide } from '../book/resting-order.ts';
import type { Random } from '../random.ts';
import type { MarketSink, MarketSource } from './market-source.ts';
import { PriceWalk } from './price-walk.ts';

/** How an exchange's books look. Widths in basis points of the price. */
interface BookProfile {
  readonly spreadBps: number;
  /** How far the twentieth level is from the best price. */
  readonly depthBps: number;
  /** The mean size of a level, in lots of the instrument. */
  readonly levelLots: number;
  /** How far its price is from the common one: the standard deviation. */
  readonly offsetBps: number;
}

/**
 * CX2 and CX3 have the median spreads and depths of the two measured exchanges (EX2: 22 and 27 basis points, EX1: 28 and 39, sizes of 0.1 to 0.2
 * coins a level); CX1 is a larger exchange, assumed. The offsets are assumed too: the recording's own crossings come of books that were
 * polled seconds apart.
 */
const BOOKS: Readonly<Record<string, BookProfile>> = {
  CX1: { spreadBps: 3, depthBps: 14, levelLots: 420, offsetBps: 1 },
  CX2: { spreadBps: 22, depthBps: 27, levelLots: 130, offsetBps: 4 },
  CX3: { spreadBps: 28, depthBps: 39, levelLots: 170, offsetBps: 5 },
};
const OTHER_BOOK: BookProfile = { spreadBps: 25, depthBps: 33, levelLots: 150, offsetBps: 4 };

const LEVELS = 20;
const BPS = 10_000;
/** Market microseconds between two events of one exchange, on average. */
const EVENT_GAP_US = 400_000;
/** What an event is, by probability: a stranger's order, the whole book around the new price, or else a few sizes. */
const TRADE_UNTIL = 0.1;
const MOVE_UNTIL = 0.45;
/** How much of its offset an exchange keeps from one move to the next. */
const OFFSET_KEPT = 0.9;
const RESIZED_LEVELS = 3;
const TRADE_LOTS_MEAN = 60;
const RECOVERY_US = 250_000;

interface Exchange {
  readonly venueId: string;
  readonly profile: BookProfile;
  readonly random: Random;
  readonly book: Record<BookSide, MakerLevel[]>;
  offsetBps: number;
  dueUs: number;
}

/** What the generator of one coin is made of. */
export interface CryptoGeneratorParts {
  readonly instrument: Instrument;
  readonly startTicks: number;
  readonly venueIds: readonly string[];
  readonly random: Random;
}

/** A seeded market in one coin: a common price that moves, and exchanges with books of twenty levels a side around their own view of it. */
export class CryptoGenerator implements MarketSource {
  readonly #instrument: Instrument;
  readonly #walk: PriceWalk;
  readonly #exchanges: readonly Exchange[];

  constructor({ instrument, startTicks, venueIds, random }: CryptoGeneratorParts) {
    this.#instrument = instrument;
    this.#walk = new PriceWalk(startTicks, instrument.dailyVolatilityBps, random.fork('price'));
    this.#exchanges = venueIds.map((venueId) => ({
      venueId,
      profile: BOOKS[venueId] ?? OTHER_BOOK,
      random: random.fork(venueId),
      book: { BID: [], ASK: [] },
      offsetBps: 0,
      dueUs: 0,
    }));
  }

  nextUs(): number {
    return this.#next()?.dueUs ?? Number.POSITIVE_INFINITY;
  }

  step(sink: MarketSink): void {
    const exchange = this.#next();
    if (exchange === undefined) return;
    const nowUs = exchange.dueUs;
    const { random, book } = exchange;
    exchange.dueUs = nowUs + Math.round(random.exponential(EVENT_GAP_US));
    const kind = random.unit();
    if (book.BID.length === 0 || (kind >= TRADE_UNTIL && kind < MOVE_UNTIL)) this.#move(exchange, nowUs);
    else if (kind < TRADE_UNTIL) {
      sink.trade(random.chance(0.5) ? 'BID' : 'ASK', this.#size(random, TRADE_LOTS_MEAN));
      return;
    } else this.#resize(exchange);
    sink.quote(exchange.venueId, quoteOf(exchange));
  }

  recover(venueId: string, nowUs: number): void {
    const exchange = this.#exchanges.find((each) => each.venueId === venueId);
    if (exchange !== undefined) exchange.dueUs = Math.min(exchange.dueUs, nowUs + RECOVERY_US);
  }

  #next(): Exchange | undefined {
    let next = this.#exchanges[0];
    for (const exchange of this.#exchanges) if (next === undefined || exchange.dueUs < next.dueUs) next = exchange;
    return next;
  }

  /** The book around the price as the exchange sees it now. */
  #move(exchange: Exchange, nowUs: number): void {
    const { profile, random } = exchange;
    const fresh = Math.sqrt(1 - OFFSET_KEPT ** 2) * profile.offsetBps * random.normal();
    exchange.offsetBps = exchange.offsetBps * OFFSET_KEPT + fresh;
    const mid = this.#walk.at(nowUs) * (1 + exchange.offsetBps / BPS);
    const spread = Math.max(1, Math.round((mid * profile.spreadBps * (0.7 + 0.6 * random.unit())) / BPS));
    const bid = Math.round(mid - spread / 2);
    exchange.book.BID = this.#levels(exchange, { first: bid, step: -1 });
    exchange.book.ASK = this.#levels(exchange, { first: bid + spread, step: 1 });
  }

  #levels({ profile, random }: Exchange, at: { first: number; step: 1 | -1 }): MakerLevel[] {
    const gapMean = (at.first * profile.depthBps) / BPS / (LEVELS - 1);
    const levels: MakerLevel[] = [];
    let ticks = at.first;
    for (let level = 0; level < LEVELS && ticks > 0; level++) {
      levels.push({ price: price(ticks), displayed: this.#size(random, profile.levelLots), hidden: quantity(0) });
      ticks += at.step * (1 + random.geometric(Math.max(0, gapMean - 1)));
    }
    return levels;
  }

  #resize({ book, profile, random }: Exchange): void {
    const side = random.chance(0.5) ? book.BID : book.ASK;
    for (let count = 0; count < RESIZED_LEVELS; count++) {
      const index = random.below(side.length);
      const level = side[index];
      if (level !== undefined) side[index] = { ...level, displayed: this.#size(random, profile.levelLots) };
    }
  }

  /** An exponential size in parts of a lot: books of coins are not quoted in whole ones. */
  #size(random: Random, lotsMean: number) {
    return quantity(Math.max(1, Math.round(this.#instrument.roundLot * random.exponential(lotsMean))));
  }
}

function quoteOf({ book }: Exchange): MakerQuote {
  return { bids: book.BID, asks: book.ASK };
}

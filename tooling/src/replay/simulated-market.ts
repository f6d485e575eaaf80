import { InstrumentBook, type VenueCondition } from '@fairlead/core/market/instrument-book';
import type { Depth, DepthLevel, MarketView } from '@fairlead/core/market/market-view';
import { doubleMid, type Nbbo } from '@fairlead/core/market/nbbo';
import type { Quote } from '@fairlead/core/market/quote';
import { price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { OrderRequest, Side } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { FillMarket } from '@fairlead/core/order-life/order-event';
import type { Venue } from '@fairlead/core/venue/venue';
import type { ChildOrder, LadderLevel, Taken } from './child-order.ts';
import type { HiddenLearning } from './hidden-learning.ts';
import { type NextLevels, priceBehind } from './next-levels.ts';
import type { RecordedMarket } from './recording/recorded-market.ts';
import { silenceStale } from './silence-stale.ts';

/** What the router supposes of a venue that it has not measured: the same prior as the live router's. */
const PRIOR_FILL_RATE = 0.9;
const NOTHING: readonly never[] = [];

/** As much of a child order as a venue looks at when it arrives. */
type TakingChild = Pick<ChildOrder, 'quantity' | 'limitPrice' | 'kind'>;

/** The recorded market of one run, less what the run itself has taken out of it. */
export class SimulatedMarket {
  readonly #market: RecordedMarket;
  readonly #book: InstrumentBook;
  readonly #depths: (Depth | null)[];
  readonly #learning: HiddenLearning;
  readonly #next: NextLevels;
  /** What each venue displayed when it last quoted: bid and ask size. */
  readonly #quoted: { bid: Quantity; ask: Quantity }[];

  constructor(market: RecordedMarket, next: NextLevels, learning: HiddenLearning) {
    this.#learning = learning;
    this.#market = market;
    this.#next = next;
    this.#quoted = market.venues.map(() => ({ bid: quantity(0), ask: quantity(0) }));
    this.#book = new InstrumentBook(market.instrument, market.venues);
    this.#depths = market.venues.map(() => null);
  }

  /** A venue's new quote, with its book where it shows one: whatever was taken from the old one is forgotten. */
  quote(row: number, quote: Readonly<Quote>, depth: Depth | null = null): void {
    this.#book.applyQuote(row, quote, depth === null ? undefined : { depth, validUntilUs: null });
    this.#depths[row] = depth;
    if (this.#market.freshUs !== null) this.#book.quotes.setLive(row, true);
    this.#quoted[row] = { bid: quote.bidSize, ask: quote.askSize };
  }

  /** The market as a decision for an order of `side` sees it at a moment of the virtual clock, in microseconds since 1970. */
  view(atUs: number, side: OrderRequest['side']): MarketView {
    silenceStale(this.#book.quotes, this.#market, atUs);
    return this.#book.view(
      atUs,
      this.#market.venues.map((venue, row) => this.#condition(venue, row, { atUs, side })),
    );
  }

  #condition(venue: Venue, row: number, at: { atUs: number; side: OrderRequest['side'] }): VenueCondition {
    return {
      status: 'ACTIVE',
      circuit: 'CLOSED',
      connected: true,
      isFull: false,
      latencyUs: venue.typicalLatencyUs,
      fillRate: PRIOR_FILL_RATE,
      observations: 0,
      hidden: this.#learning.tail(row),
      blindBar: this.#learning.bar(row, at.side, at.atUs),
    };
  }

  /** The best bid and offer at a moment. */
  nbbo(atUs: number): Nbbo {
    return this.#book.nbbo(atUs);
  }

  /** Twice the mid of an ordinary two-sided market at a moment; null in any other. */
  doubleMid(atUs: number): number | null {
    return this.fillMarket(atUs).doubleMid;
  }

  /** What an execution of a moment is kept with. */
  fillMarket(atUs: number): FillMarket {
    const nbbo = this.nbbo(atUs);
    const { bid, ask, state } = nbbo;
    return {
      bid: bid?.price ?? null,
      ask: ask?.price ?? null,
      doubleMid: state === 'NORMAL' ? doubleMid(nbbo) : null,
    };
  }

  /**
   * Takes a count out of all that an order of `side` could trade with now, best price first and the larger size among equals, and returns what
   * was taken where; quotes that nobody may rely on are left out. Less than the count where less is displayed.
   */
  sweep(side: Side, count: number, atUs: number): readonly LadderLevel[] {
    silenceStale(this.#book.quotes, this.#market, atUs);
    const swept: LadderLevel[] = [];
    for (let left = count; left > 0; ) {
      const best = this.#best(side);
      if (best === null) break;
      const size = quantity(Math.min(left, best.size));
      left -= size;
      this.reduce(best.row, side, { quantity: size });
      swept.push({ ...best, size });
    }
    return swept;
  }

  /** A venue's quote now. The object is reused: read, do not keep. */
  displayed(row: number): Readonly<Quote> {
    return this.#book.quotes.quote(row);
  }

  /** A taking child order arrives at a venue: what it trades with there is displayed no more. Empty where nothing trades. */
  take(row: number, side: Side, child: TakingChild): readonly Taken[] {
    const taken = takenFrom(this.#levels(row, side), side, child);
    for (const each of taken) this.reduce(row, side, each);
    return taken;
  }

  /**
   * Takes a count out of what a venue displays at its best price on the side that an order of `side` trades with. Where that is all of it, its
   * next level comes to light: that of its book, or one of the same size as far behind as the recording has it.
   */
  reduce(row: number, side: Side, by: { readonly quantity: number }): void {
    const [best, ...others] = this.#levels(row, side);
    if (best === undefined) return;
    const left = quantity(best.size - by.quantity);
    const levels =
      left > 0 ? [{ price: best.price, size: left }, ...others] : this.#behind(row, side, { best, others });
    const [next] = levels;
    const quote = this.#book.quotes.quote(row);
    const depth = this.#depths[row] ?? null;
    const [nextPrice, nextSize] = [next?.price ?? best.price, next?.size ?? quantity(0)];
    if (sideSign(side) === 1) {
      this.#book.quotes.apply(row, { ...quote, ask: nextPrice, askSize: nextSize });
      if (depth !== null) this.#setDepth(row, { ...depth, asks: levels });
    } else {
      this.#book.quotes.apply(row, { ...quote, bid: nextPrice, bidSize: nextSize });
      if (depth !== null) this.#setDepth(row, { ...depth, bids: levels });
    }
  }

  #behind(
    row: number,
    side: Side,
    { best, others }: { best: DepthLevel; others: readonly DepthLevel[] },
  ): readonly DepthLevel[] {
    const sign = sideSign(side);
    const next = priceBehind(this.#next, row, { sign, price: best.price });
    const size = sign === 1 ? this.#quoted[row]?.ask : this.#quoted[row]?.bid;
    return next === null || size === undefined ? others : [{ price: price(next), size }];
  }

  /** The best that an order of `side` could trade with now: by price, then size, then row; null where nothing can be relied on. */
  #best(side: Side): LadderLevel | null {
    const sign = sideSign(side);
    let best: LadderLevel | null = null;
    for (let row = 0; row < this.#market.venues.length; row++) {
      const [level] = this.#book.quotes.quoteState(row) === 'FRESH' ? this.#levels(row, side) : NOTHING;
      if (level === undefined) continue;
      const worse = best === null ? -1 : (level.price - best.price) * sign || best.size - level.size;
      if (worse < 0) best = { ...level, row };
    }
    return best;
  }

  #levels(row: number, side: Side): readonly DepthLevel[] {
    const depth = this.#depths[row] ?? null;
    const isBuy = sideSign(side) === 1;
    if (depth !== null) return isBuy ? depth.asks : depth.bids;
    const quote = this.#book.quotes.quote(row);
    const [at, size] = isBuy ? [quote.ask, quote.askSize] : [quote.bid, quote.bidSize];
    return size === 0 ? NOTHING : [{ price: at, size }];
  }

  #setDepth(row: number, depth: Depth): void {
    this.#depths[row] = depth;
    this.#book.setLadder(row, { depth, validUntilUs: null });
  }
}

/**
 * The rule of simulated taking: what the venue displays when the order arrives, at the prices displayed then, if those are no worse than the
 * child's limit; never more than is displayed; a fill-or-kill takes all or nothing.
 */
export function takenFrom(levels: readonly DepthLevel[], side: Side, child: TakingChild): readonly Taken[] {
  const sign = sideSign(side);
  const taken: Taken[] = [];
  let left: number = child.quantity;
  for (const level of levels) {
    if (left === 0 || (level.price - child.limitPrice) * sign > 0) break;
    const count = Math.min(left, level.size);
    left -= count;
    taken.push({ price: price(level.price), quantity: quantity(count) });
  }
  return child.kind === 'FOK' && left > 0 ? NOTHING : taken;
}

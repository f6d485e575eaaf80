import { type Price, price } from '../money/units.ts';

/** The best prices of a market, as far as it is asked whether they can be believed. */
export interface QuotedMarket {
  /** 0 where nobody quotes the side. */
  readonly bid: Price;
  readonly ask: Price;
  /** True where two venues or more bid, and two or more offer, between these prices. */
  isWidelyQuoted(lowest: number, highest: number): boolean;
}

/** How far from the last good market a price may be, in basis points: as far as the collar lets orders reach. */
export const COLLAR_BPS = 500;
/** The widest market that can be good: each side within twice the collar of its midpoint. */
const WIDEST_SHARE = (4 * COLLAR_BPS) / 10_000;
const SHARE = COLLAR_BPS / 10_000;
/** How long a single venue's market has to stand away from the last good one before it is the market. */
const SETTLES_US = 5_000_000;
const NONE = 0;

/**
 * The last good best bid and offer of one instrument, and with them which prices can be believed. A market is good when it has two sides that are
 * not crossed, is no wider than twice the collar to each side of its midpoint, and its prices are within the collar of the last good ones. One that
 * is further away becomes good where two venues a side quote it, or when it has stood for five seconds; one that is too wide never does. Without
 * a good market yet, the first that is not too wide is one. Nothing is allocated a quote.
 */
export class MarketReference {
  #bid = NONE;
  #ask = NONE;
  #lowest = NONE;
  #highest = NONE;
  /** Twice the midpoint of a market that is away from the last good one, and since when it is there. */
  #movedMid = NONE;
  #movedSinceUs = 0;
  /** Nothing is known yet, and what is shown is too wide. */
  #isDoubtful = false;

  /** Looks at the best prices after they have changed, or at a later time (microseconds since 1970) of the same ones. */
  observe(market: QuotedMarket, nowUs: number): void {
    const { bid, ask } = market;
    if (bid === NONE || ask === NONE || bid > ask) {
      this.#movedMid = NONE;
      this.#isDoubtful = false;
      return;
    }
    const isWide = (ask - bid) * 2 > WIDEST_SHARE * (bid + ask);
    this.#isDoubtful = isWide;
    if (isWide) this.#movedMid = NONE;
    else if (this.#bid === NONE || (bid >= this.#lowest && ask <= this.#highest)) this.#take(bid, ask);
    else if (this.#hasMoved(market, nowUs)) this.#take(bid, ask);
  }

  /** The price to measure by where this is the best one of a side: itself, or the last good one; null where nothing good is known. */
  of(side: 'BID' | 'ASK', best: Price): Price | null {
    if (this.#bid === NONE) return this.#isDoubtful ? null : best;
    if (best >= this.#lowest && best <= this.#highest) return best;
    return price(side === 'BID' ? this.#bid : this.#ask);
  }

  #take(bid: number, ask: number): void {
    this.#bid = bid;
    this.#ask = ask;
    this.#lowest = bid * (1 - SHARE);
    this.#highest = ask * (1 + SHARE);
    this.#movedMid = NONE;
  }

  /** Whether a market away from the last good one is the market now: by the number of its venues, or by the time that it has stood. */
  #hasMoved(market: QuotedMarket, nowUs: number): boolean {
    const mid = market.bid + market.ask;
    const [lowest, highest] = [(mid / 2) * (1 - 2 * SHARE), (mid / 2) * (1 + 2 * SHARE)];
    if (market.isWidelyQuoted(lowest, highest)) return true;
    if (this.#movedMid === NONE || Math.abs(mid - this.#movedMid) > SHARE * this.#movedMid) {
      this.#movedMid = mid;
      this.#movedSinceUs = nowUs;
    }
    return nowUs - this.#movedSinceUs >= SETTLES_US;
  }
}

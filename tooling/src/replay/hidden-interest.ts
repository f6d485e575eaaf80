import { quotedLot } from '@fairlead/core/instrument/asset-class';
import { QuoteBook } from '@fairlead/core/market/quote-book';
import { type Price, price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { Taken } from './child-order.ts';
import { isInSession } from './nbbo-pass.ts';
import { blankQuote, loadQuote } from './quote-tape.ts';
import { Random } from './random.ts';
import { consideredRows, type RecordedTrade, type Recording } from './recording/recorded-market.ts';

/** How long undisplayed interest is taken to have stood before the print that shows it. */
export const STOOD_US = 1_000_000;
/** How long before a midpoint print an order of ours must have rested at its venue to have been there first. */
export const FIRST_IN_QUEUE_US = 10_000_000;
/** Of the midpoint prints off the exchanges, one in this many is taken to be of any one dark venue of the catalogue. */
export const PRINTS_PER_DARK_VENUE = 25;
const SEED = 0x2545f491;

/** One midpoint print of the recording, as the undisplayed interest that must have stood there. */
export interface HiddenInterest {
  readonly row: number;
  /** Which side the standing interest was on: 1 a buyer, −1 a seller. The print does not say, so a seeded coin does. */
  readonly sign: 1 | -1;
  readonly price: number;
  readonly size: number;
  /** When it printed, in microseconds since midnight. */
  readonly timeUs: number;
}

/**
 * Every midpoint print of the session as undisplayed interest, in time order. A print is one where it lies exactly between the best bid and
 * offer of the tape at its time. Prints of exchanges are theirs; of those off the exchanges each dark venue gets a fixed share, drawn by a fixed
 * seed, and the rest is nobody's that we could reach. The same for every run: it is part of the market.
 */
export function hiddenInterests(recording: Recording): readonly HiddenInterest[] {
  const { market } = recording;
  const dark = market.venues.flatMap((venue, row) => (venue.lit ? [] : [row]));
  const random = new Random(SEED);
  const found: HiddenInterest[] = [];
  for (const trade of midpointTrades(recording)) {
    const sign = random.below(2) === 0 ? 1 : -1;
    const drawn = dark[random.below(PRINTS_PER_DARK_VENUE)];
    const row = trade.row ?? drawn;
    if (row !== undefined) found.push({ row, sign, price: trade.price, size: trade.size, timeUs: trade.timeUs });
  }
  return found;
}

function midpointTrades({ market, tape, trades }: Recording): RecordedTrade[] {
  const book = new QuoteBook(consideredRows(market), quotedLot(market.instrument));
  const quote = blankQuote();
  let next = 0;
  return trades.filter((trade) => {
    for (; next < tape.count && (tape.timeUs[next] ?? 0) <= trade.timeUs; next++) {
      loadQuote(tape, next, quote);
      book.apply(tape.row[next] ?? 0, quote);
    }
    const isNormal = book.bidRow >= 0 && book.askRow >= 0 && book.bid < book.ask;
    const isMid = trade.isBetween !== true && trade.price * 2 === book.bid + book.ask;
    return isNormal && isMid && isInSession(market, trade.timeUs);
  });
}

/** What a midpoint child brings to a venue. */
export interface MidpointChild {
  readonly row: number;
  readonly side: Side;
  readonly quantity: number;
  readonly limitPrice: Price;
  /** When it arrives, in microseconds since midnight. */
  readonly timeUs: number;
}

/** A pegged order of ours in a venue. */
export interface Pegged<Owner> extends Omit<MidpointChild, 'quantity'> {
  readonly owner: Owner;
  remaining: number;
}

/** Interest with what of it is still to be had. */
interface Standing extends HiddenInterest {
  left: number;
}

/** The undisplayed interest of one run: what is left of it, and our own pegged orders among it. */
export class HiddenBook<Owner> {
  readonly #prints: readonly Standing[];
  readonly #byRow: { readonly interests: Standing[]; next: number }[];
  #pegged: Pegged<Owner>[] = [];
  #nextPrint = 0;

  constructor(rows: number, interests: readonly HiddenInterest[]) {
    this.#byRow = Array.from({ length: rows }, () => ({ interests: [], next: 0 }));
    this.#prints = interests.map((each) => ({ ...each, left: each.size }));
    for (const each of this.#prints) this.#byRow[each.row]?.interests.push(each);
  }

  /**
   * What a blind midpoint child finds: interest of the other side that printed within a second afterwards. It trades at the midpoint of now
   * (twice which is `doubleMid`), and only where that is no better for us than what the interest really traded at, nor beyond our limit.
   */
  take(child: MidpointChild, doubleMid: number): Taken[] {
    const mid = doubleMid / 2;
    const sign = sideSign(child.side);
    const here = this.#byRow[child.row];
    if (here === undefined || !Number.isInteger(mid) || (mid - child.limitPrice) * sign > 0) return [];
    const isPast = (at: number) => (here.interests[at]?.timeUs ?? Number.POSITIVE_INFINITY) <= child.timeUs;
    while (isPast(here.next)) here.next += 1;
    let wanted = child.quantity;
    for (let at = here.next; wanted > 0; at++) {
      const interest = here.interests[at];
      if (interest === undefined || interest.timeUs > child.timeUs + STOOD_US) break;
      if (interest.sign === sign || (mid - interest.price) * sign < 0) continue;
      const count = Math.min(wanted, interest.left);
      interest.left -= count;
      wanted -= count;
    }
    const taken = child.quantity - wanted;
    return taken === 0 ? [] : [{ price: price(mid), quantity: quantity(taken) }];
  }

  /** An order of ours rests at the midpoint of a venue. */
  rest(pegged: Pegged<Owner>): void {
    this.#pegged.push(pegged);
  }

  /** Takes the orders of an owner out, and says how much of them was left. */
  cancel(owner: Owner): number {
    const others = this.#pegged.filter((pegged) => pegged.owner !== owner);
    if (others.length === this.#pegged.length) return 0;
    const left = this.#pegged.reduce((sum, pegged) => sum + (pegged.owner === owner ? pegged.remaining : 0), 0);
    this.#pegged = others;
    return left;
  }

  /** When the next midpoint print comes, in microseconds since midnight; never after the last. */
  get nextUs(): number {
    return this.#prints[this.#nextPrint]?.timeUs ?? Number.POSITIVE_INFINITY;
  }

  /**
   * The next midpoint print: it fills the pegged orders of its venue that were there first and whose limit allows its price, for what is left of
   * it, oldest first. Whoever met there would have met us, whichever side we are on.
   */
  print(): { readonly pegged: Pegged<Owner>; readonly taken: Taken }[] {
    const print = this.#prints[this.#nextPrint];
    this.#nextPrint += 1;
    if (print === undefined || this.#pegged.length === 0) return [];
    const fills: { pegged: Pegged<Owner>; taken: Taken }[] = [];
    for (const pegged of this.#pegged) {
      const isFirst = pegged.row === print.row && pegged.timeUs <= print.timeUs - FIRST_IN_QUEUE_US;
      if (print.left === 0 || !isFirst || (print.price - pegged.limitPrice) * sideSign(pegged.side) > 0) continue;
      const count: Quantity = quantity(Math.min(print.left, pegged.remaining));
      pegged.remaining -= count;
      print.left -= count;
      fills.push({ pegged, taken: { price: price(print.price), quantity: count } });
    }
    if (fills.length > 0) this.#pegged = this.#pegged.filter((each) => each.remaining > 0);
    return fills;
  }
}

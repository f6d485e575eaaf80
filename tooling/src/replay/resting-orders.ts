import type { Quote } from '@fairlead/core/market/quote';
import { type Price, type Quantity, quantity } from '@fairlead/core/money/units';
import type { Side } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { RecordedTrade } from './trade-tape.ts';

/** A posted child order in a venue's book; `owner` is whoever is told of its fills. */
export interface Resting<Owner> {
  readonly owner: Owner;
  readonly row: number;
  readonly side: Side;
  readonly price: Price;
  remaining: number;
}

/** One side of a venue's last quote. */
interface Displayed {
  price: number;
  size: number;
}

/** A fill of a posted order, always at its own price. */
export interface RestingFill<Owner> {
  readonly resting: Resting<Owner>;
  readonly quantity: Quantity;
}

const NOTHING: readonly never[] = [];

/** Notes one side of a venue's new quote and returns how much of it was not displayed at that price before. */
function grown(last: Displayed | undefined, price: number, size: number): number {
  if (last === undefined) throw new Error('no such venue row');
  const before = last.price === price ? last.size : 0;
  last.price = price;
  last.size = size;
  return Math.max(0, size - before);
}

/**
 * The posted orders of a run. Nobody can know their place in a queue, so only what must have met them counts: the venue's own opposite quote
 * coming to their price or through it (for the size that is new there), and a print at the venue through their price (for its size). A print at their
 * very price does not, as if everybody else stood before them. Both rules give less than the truth.
 */
export class RestingOrders<Owner> {
  readonly #byRow: Resting<Owner>[][];
  /** What each venue displayed before, by row, so that the same interest is not met twice. */
  readonly #bids: Displayed[];
  readonly #asks: Displayed[];

  constructor(rows: number) {
    this.#byRow = Array.from({ length: rows }, () => []);
    this.#bids = Array.from({ length: rows }, () => ({ price: 0, size: 0 }));
    this.#asks = Array.from({ length: rows }, () => ({ price: 0, size: 0 }));
  }

  /** Whether a venue holds any of them. */
  isAt(row: number): boolean {
    return (this.#byRow[row]?.length ?? 0) > 0;
  }

  add(resting: Resting<Owner>): void {
    this.#byRow[resting.row]?.push(resting);
  }

  /** What a venue's new quote fills: bids of ours by its offer, offers by its bid. To be told of every quote of regular hours. */
  metBy(row: number, quote: Readonly<Quote>): readonly RestingFill<Owner>[] {
    const newAsk = grown(this.#asks[row], quote.ask, quote.askSize);
    const newBid = grown(this.#bids[row], quote.bid, quote.bidSize);
    if (!this.isAt(row)) return NOTHING;
    const bids = this.#fill(row, { sign: 1, left: newAsk, meets: (at) => quote.ask <= at });
    const asks = this.#fill(row, { sign: -1, left: newBid, meets: (at) => quote.bid >= at });
    return [...bids, ...asks];
  }

  /** What a print fills: orders on either side that it went through. Its size is shared, oldest order first. */
  tradedThrough(trade: RecordedTrade): RestingFill<Owner>[] {
    const bids = this.#fill(trade.row, { sign: 1, left: trade.size, meets: (at) => trade.price < at });
    const asks = this.#fill(trade.row, { sign: -1, left: trade.size, meets: (at) => trade.price > at });
    return [...bids, ...asks];
  }

  #fill(row: number, by: { sign: 1 | -1; left: number; meets: (at: Price) => boolean }): RestingFill<Owner>[] {
    const fills: RestingFill<Owner>[] = [];
    const here = this.#byRow[row] ?? [];
    let left = by.left;
    for (const resting of here) {
      if (left === 0 || sideSign(resting.side) !== by.sign || !by.meets(resting.price)) continue;
      const count = Math.min(left, resting.remaining);
      resting.remaining -= count;
      left -= count;
      fills.push({ resting, quantity: quantity(count) });
    }
    if (fills.length > 0) this.#byRow[row] = here.filter((resting) => resting.remaining > 0);
    return fills;
  }
}

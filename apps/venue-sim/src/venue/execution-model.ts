import type { Price, Quantity } from '@fairlead/core/money/units';
import type { TimeInForce } from '@fairlead/core/order/request';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { MarketReject } from '@fairlead/core/venue/venue-reject';
import type { BookSide } from '../book/resting-order.ts';
import type { Display } from './display.ts';

/** A child order as it reaches the venue's matching. */
export interface Arrival {
  readonly childId: string;
  readonly side: BookSide;
  readonly quantity: Quantity;
  readonly limit: Price;
  readonly timeInForce: TimeInForce;
  readonly iso: boolean;
  readonly postOnly: boolean;
  /** Rests at the midpoint of the NBBO, whatever it is, within its limit. */
  readonly pegMidpoint: boolean;
  /** It trades at least this much or nothing; 0 is any size. */
  readonly minQuantity: number;
}

/** One execution of a child order: of the arriving one, or of one that rested. */
export interface ChildFill {
  readonly childId: string;
  readonly quantity: Quantity;
  readonly price: Price;
  readonly flag: LiquidityFlag;
}

/** Why what was left of an order was canceled by the venue. */
export type CancelReason =
  | 'IOC_REMAINDER'
  | 'FOK_NOT_FILLABLE'
  | 'TRADE_THROUGH_PROTECTION'
  | 'NO_QUOTE'
  | 'OUTSIDE_LIMIT'
  | 'DECLINED'
  | 'BELOW_MIN_QUANTITY';

/** What became of an arrival: refused whole, or executed as far as it went and then resting, canceled or done. */
export type Decided =
  | { readonly kind: 'REFUSED'; readonly code: MarketReject }
  | { readonly kind: 'RESTS'; readonly fills: readonly ChildFill[] }
  | { readonly kind: 'ENDS'; readonly fills: readonly ChildFill[]; readonly reason: CancelReason };

/** What becomes of an arrival, now or once the venue has looked at it for so many microseconds. */
export type Outcome = Decided | { readonly kind: 'HELD'; readonly forUs: number; readonly decide: () => Decided };

/** How a venue executes one instrument. */
export interface ExecutionModel {
  execute(arrival: Arrival): Outcome;
  /** What is shown of the instrument now; null where the venue shows nothing of it. */
  display(): Display | null;
  /** Takes a resting order out. Returns false where it does not rest here. */
  cancel(childId: string): boolean;
  /** The undisplayed quantity that a child order of this side could meet now: ground truth. */
  hiddenFor(side: BookSide): number;
}

/** The consolidated market of one instrument as the simulator itself knows it. */
export interface MarketReference {
  /** The best protected bid and offer; null while one is missing, or too far from the last good market to be believed. */
  nbbo(): { readonly bid: Price; readonly ask: Price } | null;
  /** The best protected price of a side over all other venues, null where there is none. */
  bestAway(side: BookSide, venueId: string): Price | null;
}

/** The fills of an arrival and the quantity that they leave. */
export function leavesAfter(arrival: Arrival, fills: readonly ChildFill[]): number {
  let left: number = arrival.quantity;
  for (const fill of fills) if (fill.childId === arrival.childId) left -= fill.quantity;
  return left;
}

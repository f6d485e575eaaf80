import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import type { TradingStatus } from '@fairlead/core/market/venue-news';
import { quantity } from '@fairlead/core/money/units';
import type { OrderFault } from '@fairlead/core/venue/venue-reject';
import { type NewOrder, sessionFault } from './admission.ts';
import { arrivalOf } from './arrival.ts';
import type { BookModel } from './book-model.ts';
import type { Arrival } from './execution-model.ts';
import type { VenueOrder } from './venue-order.ts';

/** What a replace is looked at with. */
export interface ReplaceContext {
  readonly canReplace: boolean;
  readonly status: TradingStatus;
  /** What is wrong with the order by its new terms. */
  readonly fault: (changed: NewOrder) => OrderFault | null;
}

/** Why an order is not given other terms; null where it is. */
export function whyNotReplaced(
  { quantity, limit_price }: Extract<ToVenue, { type: 'replace' }>,
  order: VenueOrder | undefined,
  { canReplace, status, fault }: ReplaceContext,
): string | null {
  if (order === undefined) return 'UNKNOWN_ORDER';
  if (order.isOver) return 'TOO_LATE';
  if (!canReplace) return 'UNSUPPORTED';
  if (quantity <= order.filledQuantity) return 'QUANTITY_BELOW_FILLED';
  return fault({ ...order.entered, quantity, limit_price }) ?? sessionFault(status);
}

/** Gives an order its new terms. Less at the same limit stays in its place in the queue: true. Anything else leaves the book, to be entered anew. */
export function takeTerms(
  order: VenueOrder,
  { revision, quantity: count, limit_price }: Extract<ToVenue, { type: 'replace' }>,
  book: BookModel,
): boolean {
  const isLess = limit_price === order.limit && count < order.terms.quantity;
  order.replace({ revision, quantity: count, limit_price });
  if (isLess && book.shrink(order.childId, quantity(order.open))) return true;
  book.cancel(order.childId);
  return false;
}

/** What is open of an order, as it comes to the book again. */
export function changedArrival(order: VenueOrder): Arrival {
  return arrivalOf({ ...order.entered, quantity: order.open, limit_price: order.limit, min_quantity: 0 });
}

import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import type { TradingStatus } from '@fairlead/core/market/venue-news';
import type { OrderFault } from '@fairlead/core/venue/venue-reject';
import { type NewOrder, sessionFault } from './admission.ts';
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

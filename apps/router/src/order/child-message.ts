import type { OrderReference, ToVenue } from '@fairlead/contracts/venue-protocol';
import type { TimeInForce } from '@fairlead/core/order/request';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { PlannedChild } from '@fairlead/core/order-life/order-event';
import type { OrderIdentity } from './live-order.ts';

/** The message that sends a child to its venue. */
export function newChildMessage(identity: OrderIdentity, child: PlannedChild): Extract<ToVenue, { type: 'new' }> {
  return {
    type: 'new',
    child_id: child.id,
    instrument_id: identity.order.instrumentId,
    side: identity.order.side,
    quantity: child.quantity,
    limit_price: child.limitPrice,
    time_in_force: timeInForce(child),
    iso: child.kind === 'ISO',
    post_only: child.kind === 'POST',
    peg_midpoint: child.kind === 'MID_PEG',
    min_quantity: child.minQuantity,
  };
}

/** Which order a venue is asked about, or to cancel or change: all that it may be found by. */
export function childReference(
  { order }: OrderIdentity,
  child: Pick<ChildLife, 'id' | 'venueOrderId'>,
): Required<OrderReference> {
  const { instrumentId, side } = order;
  return { child_id: child.id, instrument_id: instrumentId, side, venue_order_id: child.venueOrderId };
}

function timeInForce(child: PlannedChild): Exclude<TimeInForce, 'GTC'> {
  switch (child.kind) {
    case 'IOC':
    case 'ISO':
    case 'MID_IOC':
      return 'IOC';
    case 'FOK':
      return 'FOK';
    case 'POST':
    case 'MID_PEG':
      return 'DAY';
  }
}

import { price, quantity } from '@fairlead/core/money/units';
import type { NewOrder } from './admission.ts';
import type { Arrival } from './execution-model.ts';

/** An order as the matching takes it. */
export function arrivalOf(message: NewOrder): Arrival {
  return {
    childId: message.child_id,
    side: message.side === 'BUY' ? 'BID' : 'ASK',
    quantity: quantity(message.quantity),
    limit: price(message.limit_price),
    timeInForce: message.time_in_force,
    iso: message.iso,
    postOnly: message.post_only,
    pegMidpoint: message.peg_midpoint,
    minQuantity: message.min_quantity,
  };
}

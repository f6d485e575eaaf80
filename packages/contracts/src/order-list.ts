import { z } from 'zod';
import { orderState, orderType, side } from './enums.ts';
import { identifier } from './identifier.ts';
import { named } from './names.ts';
import { listOf, page, pageQuery } from './query.ts';
import { routingExecutionStatus } from './smart-routing.ts';

const orderSummary = routingExecutionStatus
  .pick({
    order_id: true,
    instrument_id: true,
    side: true,
    state: true,
    reject_code: true,
    trader_id: true,
    route_only: true,
    quantity: true,
    filled_quantity: true,
    average_price: true,
    total_fees: true,
    waves: true,
    position: true,
    created_at: true,
    updated_at: true,
  })
  .extend({ client_id: z.string(), order_type: orderType, limit_price: z.number().nullable(), simulated: z.boolean() })
  .meta({
    id: 'OrderSummary',
    description: 'An order as a row of a list; where each of its parts is, its execution tells.',
  });
export type OrderSummary = z.infer<typeof orderSummary>;

export const orderPage = page
  .extend({ orders: z.array(orderSummary) })
  .meta({ id: 'OrderPage', description: 'Orders, the newest first.' });

/** Which orders: those that are all that is said, by the time at which they came. */
export const orderListQuery = pageQuery.extend({
  order_id: identifier(100).optional(),
  venue_id: identifier(100).optional().describe('One that a decision of it gave a slice.'),
  side: named(side).optional(),
  reject_code: identifier(60).optional().describe('Why it was refused, or ended.'),
  state: listOf(orderState).optional().describe('One or several.'),
});

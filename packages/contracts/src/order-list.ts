import { z } from 'zod';
import { integerInput } from './decimal.ts';
import { orderState, orderType, side } from './enums.ts';
import { identifier, instant } from './identifier.ts';
import { named } from './names.ts';
import { list, minPosition } from './query.ts';
import { routingExecutionStatus } from './smart-routing.ts';

/** An order as a row of a list; where each of its parts is, its execution tells. */
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
  .meta({ id: 'OrderSummary' });
export type OrderSummary = z.infer<typeof orderSummary>;

/** Orders, the newest first. They tell all of the journal up to `position`, and may tell some of what is after it. */
export const orderPage = z
  .object({
    position: z.int(),
    orders: z.array(orderSummary),
    /** The `cursor` of the next page; null where there is none. */
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'OrderPage' });

/** Which orders: those that are all that is said. */
export const orderListQuery = z
  .strictObject({
    /** Whose; a client sees its own. */
    user_id: identifier(50).optional(),
    order_id: identifier(100).optional(),
    instrument_id: identifier(20).optional(),
    side: named(side).optional(),
    /** One or several. */
    state: list.pipe(z.array(orderState)).optional(),
    /** When they came: from (included), to (excluded). */
    from: instant.optional(),
    to: instant.optional(),
    cursor: z.string().max(120).optional(),
    limit: integerInput(1, 500).default(100),
    min_position: minPosition,
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'is not after from',
  });

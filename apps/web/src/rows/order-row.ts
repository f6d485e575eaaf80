import { orderState, orderType, routingObjective, side } from '@fairlead/contracts/enums';
import { isOrderEnded, ORDER_STATES } from '@fairlead/core/order/order-state';
import { z } from 'zod';

/** An order as lists show it. Prices in the instrument's currency, costs in basis points of the arrival mid. */
export const orderRow = z.object({
  order_pk: z.string(),
  order_id: z.string(),
  client_id: z.string(),
  instrument_id: z.string(),
  side,
  order_type: orderType,
  objective: routingObjective,
  state: orderState,
  quantity: z.number(),
  filled_quantity: z.number(),
  limit_price: z.number().nullable(),
  average_price: z.number().nullable(),
  realised_cost_bps: z.number().nullable(),
  waves: z.number(),
  reject_code: z.string().nullable(),
  simulated: z.boolean(),
  /** Decided here; its caller executes it. */
  route_only: z.boolean(),
  at_ms: z.number(),
});
export type OrderRow = z.infer<typeof orderRow>;

/** The states from which more is expected. */
export const OPEN_STATES = ORDER_STATES.filter((state) => !isOrderEnded(state));

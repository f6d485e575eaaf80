import { orderState, side } from '@fairlead/contracts/enums';
import { z } from 'zod';

/** What a cancel of an order would take back, as the journal tells it at this moment. Quantities in units. */
export const cancelEffect = z.object({
  order_id: z.string(),
  client_id: z.string(),
  instrument_id: z.string(),
  side,
  state: orderState,
  /** Its caller executes it; nothing of it is at a venue. */
  route_only: z.boolean(),
  quantity: z.number(),
  filled_quantity: z.number(),
  /** At venues and not filled. */
  working_quantity: z.number(),
  /** Where that is. */
  venue_ids: z.array(z.string()),
});
export type CancelEffect = z.infer<typeof cancelEffect>;

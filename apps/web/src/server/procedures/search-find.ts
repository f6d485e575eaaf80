import 'server-only';
import { orderState, side } from '@fairlead/contracts/enums';
import { z } from 'zod';
import { find } from '../reading/search';
import { procedureFor } from '../trpc';

const named = z.object({ id: z.string(), name: z.string() });
const output = z.object({
  orders: z.array(
    z.object({
      order_pk: z.string(),
      order_id: z.string(),
      client_id: z.string(),
      instrument_id: z.string(),
      side,
      quantity: z.number(),
      state: orderState,
      route_only: z.boolean(),
      at_ms: z.number(),
    }),
  ),
  decisions: z.array(
    z.object({ decision_id: z.string(), instrument_id: z.string(), wave: z.number(), at_ms: z.number() }),
  ),
  instruments: z.array(named),
  venues: z.array(named),
  clients: z.array(named),
});

/** What a person may mean by a text. */
export const searchFind = procedureFor('orders:read')
  .input(z.object({ text: z.string().trim().min(2).max(100) }))
  .output(output)
  .query(({ ctx, input }) => find(ctx.read.search, input.text));

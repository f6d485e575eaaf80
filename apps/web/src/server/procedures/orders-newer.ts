import 'server-only';
import { z } from 'zod';
import { orderFilter } from '@/lists/order-list-url';
import { countNewerOrders } from '../reading/order-lists';
import { procedureFor } from '../trpc';

/** How many orders that fit a filter have come since one, up to a thousand. */
export const ordersNewer = procedureFor('orders:read')
  .input(z.object({ filter: orderFilter, than: z.uuid() }))
  .output(z.number())
  .query(({ ctx, input }) => countNewerOrders(ctx.read.orderList, input.filter, input.than));

import 'server-only';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { orderDetail } from '@/rows/order-detail';
import { findOrder } from '../reading/orders';
import { procedureFor } from '../trpc';

/** One order with its waves, children, fills and events. */
export const orderGet = procedureFor('orders:read')
  .input(z.object({ order_pk: z.uuid() }))
  .output(orderDetail)
  .query(async ({ ctx, input }) => {
    const found = await findOrder(ctx.read.orders, input.order_pk);
    if (found === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no order of this id.' });
    return found;
  });

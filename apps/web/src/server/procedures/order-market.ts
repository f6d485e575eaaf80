import 'server-only';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { orderMarket } from '@/rows/order-market';
import { marketOfOrder } from '../reading/order-market';
import { procedureFor } from '../trpc';

/** The best bid and offer around the life of an order, as far as they were recorded. */
export const orderMarketGet = procedureFor('orders:read')
  .input(z.object({ order_pk: z.uuid() }))
  .output(orderMarket)
  .query(async ({ ctx, input }) => {
    const found = await marketOfOrder(ctx.read.orders, input.order_pk, Date.now());
    if (found === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no order of this id.' });
    return found;
  });

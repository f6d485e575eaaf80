import 'server-only';
import { z } from 'zod';
import { orderFilter } from '@/lists/order-list-url';
import { NEWER_MAX } from '../reading/list-steps';
import { orderFilterOf } from '../reading/order-lists';
import { procedureFor } from '../trpc';

/** How many orders that fit a filter have come since one, up to a thousand. */
export const ordersNewer = procedureFor('orders:read')
  .input(z.object({ filter: orderFilter, than: z.uuid() }))
  .output(z.number())
  .query(({ ctx, input }) => ctx.read.orderList.byTime.newer(orderFilterOf(input.filter), input.than, NEWER_MAX));

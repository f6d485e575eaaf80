import 'server-only';
import { z } from 'zod';
import { orderFilter } from '@/lists/order-list-url';
import { orderFailures } from '@/rows/order-failures';
import { orderFailures as readFailures } from '../reading/order-lists';
import { procedureFor } from '../trpc';

/** What of the orders that fit a filter, but for their state, did not go well. */
export const ordersFailures = procedureFor('orders:read')
  .input(z.object({ filter: orderFilter }))
  .output(orderFailures)
  .query(({ ctx, input }) => readFailures(ctx.read.orderList, input.filter));

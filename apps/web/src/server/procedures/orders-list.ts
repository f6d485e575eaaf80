import 'server-only';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { ORDER_SORTS, orderFilter } from '@/lists/order-list-url';
import { orderRow } from '@/rows/order-row';
import { pageOf } from '@/rows/page-of';
import { listOrders, TOO_MANY_TO_SORT } from '../reading/order-lists';
import { procedureFor } from '../trpc';

const input = z.object({
  filter: orderFilter.default({}),
  sort: z.enum(ORDER_SORTS).default('newest'),
  limit: z.int().min(1).max(500),
  cursor: z.string().max(120).nullish(),
});

/** Orders that fit a filter, a step at a time. */
export const ordersList = procedureFor('orders:read')
  .input(input)
  .output(pageOf(orderRow))
  .query(async ({ ctx, input: { cursor, ...wish } }) => {
    const page = await listOrders(ctx.read.orderList, { ...wish, cursor: cursor ?? null });
    if (page === null) throw new TRPCError({ code: 'BAD_REQUEST', message: TOO_MANY_TO_SORT });
    return { ...page, rows: [...page.rows] };
  });

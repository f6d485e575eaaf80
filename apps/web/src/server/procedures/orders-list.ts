import 'server-only';
import { z } from 'zod';
import { orderRow } from '@/rows/order-row';
import { pageOf } from '@/rows/page-of';
import { listOrders } from '../reading/orders';
import { procedureFor } from '../trpc';

const input = z.object({
  limit: z.int().min(1).max(500),
  open_only: z.boolean(),
  cursor: z.string().max(120).nullish(),
});

/** The newest orders, or of them those that are still open, a page at a time. */
export const ordersList = procedureFor('orders:read')
  .input(input)
  .output(pageOf(orderRow))
  .query(async ({ ctx, input: { limit, open_only: openOnly, cursor } }) => {
    const page = await listOrders(ctx.read.orders, { limit, openOnly, cursor: cursor ?? null });
    return { ...page, rows: [...page.rows] };
  });

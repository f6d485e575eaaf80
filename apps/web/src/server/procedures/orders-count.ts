import 'server-only';
import { z } from 'zod';
import { orderFilter } from '@/lists/order-list-url';
import { countStep } from '@/rows/page-of';
import { countStepOf } from '../reading/list-steps';
import { orderFilterOf } from '../reading/order-lists';
import { procedureFor } from '../trpc';

/** How many orders fit a filter, a step at a time. */
export const ordersCount = procedureFor('orders:read')
  .input(z.object({ filter: orderFilter, cursor: z.string().max(120).nullish() }))
  .output(countStep)
  .query(async ({ ctx, input }) =>
    countStepOf(await ctx.read.orderList.byTime.count(orderFilterOf(input.filter), input.cursor ?? null)),
  );

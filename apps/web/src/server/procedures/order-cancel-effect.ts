import 'server-only';
import { z } from 'zod';
import { cancelEffect } from '@/rows/cancel-effect';
import { notThere } from '../act';
import { cancelEffectOf } from '../reading/cancel-effect';
import { procedureFor } from '../trpc';

/** What a cancel would take back now. */
export const orderCancelEffect = procedureFor('orders:read')
  .input(z.object({ order_pk: z.uuid() }))
  .output(cancelEffect)
  .query(async ({ ctx, input }) => {
    const walk = await ctx.read.orders.findWalk(input.order_pk);
    if (walk === null) throw notThere('order');
    return cancelEffectOf(walk);
  });

import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor, notThere } from '../act';

/** Cancels an order that the person may see, of whichever client: the router is told whose it is, and looks again whether they may. */
export const orderCancel = actFor('orders:write')
  .input(z.object({ order_pk: z.uuid() }))
  .output(actOutcome)
  .mutation(async ({ ctx, input: { order_pk: orderPk, ...why } }) => {
    const walk = await ctx.read.orders.findWalk(orderPk);
    if (walk === null) throw notThere('order');
    const { order_id: orderId, client_id: clientId } = walk.order;
    const path = `/${encodeURIComponent(orderId)}?client_id=${encodeURIComponent(clientId)}`;
    return act(ctx.headers, { method: 'DELETE', path, body: why });
  });

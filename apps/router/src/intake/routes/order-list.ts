import { type OrderSummary, orderListQuery, orderPage } from '@fairlead/contracts/order-list';
import { isoTime } from '@fairlead/contracts/wire-value';
import { traderOf } from '@fairlead/db/record/request-extras';
import type { OrderView } from '@fairlead/db/repositories/order-repository';
import { principalOf } from '../guard.ts';
import { filledPage, type ListRoutes, pageWish } from '../page-wish.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';

/** GET orders: the caller's, the newest first, a page at a time; as new as its position says, and as `min_position` asks. */
export const orderListRoute: Routes<ListRoutes> = async (app, { viewed, tables }) => {
  const schema = { querystring: orderListQuery, response: { 200: orderPage } };
  app.get('/orders', { onRequest: app.guard('orders:read'), schema }, async (request, reply) => {
    const { order_id: orderId, venue_id: venueId, side, state: states, reject_code: rejectCode } = request.query;
    const wish = await pageWish(request.query, principalOf(request), tables);
    if (!wish.ok) return sendProblem(reply, ...wish.error);
    const { whose, filter, place } = wish.value;
    const list = viewed(whose).orderList.byTime;
    const { rows, ...page } = await filledPage(list, { ...filter, orderId, venueId, side, states, rejectCode }, place);
    return reply.send({ ...page, orders: rows.map(summaryOf) });
  });
};

function summaryOf(order: OrderView): OrderSummary {
  const filled = Number(order.filled_quantity);
  return {
    order_id: order.order_id,
    client_id: order.client_id,
    instrument_id: order.instrument_id,
    side: order.side,
    order_type: order.order_type,
    state: order.state,
    reject_code: order.reject_code,
    trader_id: traderOf(order.request_extras),
    route_only: order.route_only,
    simulated: order.simulated,
    quantity: Number(order.quantity),
    filled_quantity: filled,
    limit_price: order.limit_price === null ? null : Number(order.limit_price),
    average_price: filled === 0 ? null : Number(order.notional) / filled,
    total_fees: order.total_fees,
    waves: order.waves,
    position: order.last_position,
    created_at: isoTime(order.created_at_us),
    updated_at: isoTime(order.updated_at_us),
  };
}

import { orderReplaced, replaceRequest } from '@fairlead/contracts/smart-routing';
import { wireNumber } from '@fairlead/contracts/wire-value';
import { isEnded } from '@fairlead/core/order-life/order-life';
import { type NewTerms, newTermsOf, type ReplacementPorts } from '../../entry/replacement.ts';
import type { Desk } from '../../execution/desk.ts';
import type { LiveOrder } from '../../order/live-order.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { type ProblemCode, sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { clientMeant } from '../whose-orders.ts';
import { ofClient, orderParams } from './orders.ts';

/** What the replace route works with. */
export interface ReplaceRoute extends ReplacementPorts {
  readonly desk: Desk;
  readonly executions: ExecutionReader;
}

/**
 * PATCH order: another quantity, another limit, or both, answered when durable. What rests at the old terms is asked back and what is left is routed
 * at the new ones; a part that fills meanwhile counts. The venues here know no replace of their own, so that a part loses its place in the queue.
 */
export const replaceRoute: Routes<ReplaceRoute> = async (app, parts) => {
  const schema = { params: orderParams, querystring: ofClient, body: replaceRequest, response: { 200: orderReplaced } };
  app.patch('/:order_id', { onRequest: app.guard('orders:write'), schema }, async (request, reply) => {
    const clientId = clientMeant(principalOf(request), request.query.client_id);
    if (clientId === null) return sendProblem(reply, 'NOT_FOUND');
    const live = parts.desk.live.findByName(clientId, request.params.order_id);
    if (live === undefined || isEnded(live.life) || live.identity.routeOnly) {
      return sendProblem(reply, await whyNotLive(parts, clientId, request.params.order_id));
    }
    if (live.life.endAsked !== null) return sendProblem(reply, 'ORDER_ENDING');
    const { quantity, limit_price: limitPrice } = request.body;
    const terms = newTermsOf(live, { quantity: quantity ?? null, limitPrice: limitPrice ?? null }, parts);
    if (!terms.ok) {
      const { code, path } = terms.error;
      return sendProblem(reply, 'ORDER_REJECTED', { code, errors: [{ path, code, message: code }] });
    }
    if (!isAsBefore(live, terms.value)) parts.desk.replace(live, terms.value);
    if (!(await parts.desk.confirm(live))) return sendProblem(reply, 'NOT_DURABLE', { sent: false });
    return durableAt(reply, live.position).send(replacedView(live));
  });
};

function isAsBefore({ life }: LiveOrder, { quantity, limitPrice }: NewTerms): boolean {
  return life.order.quantity === quantity && life.order.limitPrice === limitPrice && !life.waitsForPerson;
}

/** What is so of an order that is not alive here. */
async function whyNotLive({ executions }: ReplaceRoute, clientId: string, orderId: string): Promise<ProblemCode> {
  const known = await executions.read(clientId, orderId);
  if (known === null) return 'NOT_FOUND';
  return known.route_only ? 'ORDER_ROUTED_ONLY' : 'ORDER_ENDED';
}

function replacedView({ identity, durable }: LiveOrder) {
  const { order, state, filled } = durable;
  const { priceDecimals, quantityDecimals } = identity.instrument;
  return {
    order_id: order.orderId,
    state,
    quantity: wireNumber(order.quantity, quantityDecimals),
    filled_quantity: wireNumber(filled, quantityDecimals),
    limit_price: order.limitPrice === null ? null : wireNumber(order.limitPrice, priceDecimals),
  };
}

import { smartRoutingRequest } from '@fairlead/contracts/smart-routing';
import { isEnded } from '@fairlead/core/order-life/order-life';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EarlyCancels } from '../../entry/early-cancels.ts';
import type { Pipeline } from '../../entry/pipeline.ts';
import type { Desk } from '../../execution/desk.ts';
import { DURABLE_WAIT_MS } from '../../execution/steps.ts';
import type { LiveOrder } from '../../order/live-order.ts';
import type { Timers } from '../../ports.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { orderNames, sendNoRoute } from '../server.ts';
import { orderParams } from './orders.ts';

/** What the cancel route works with. */
export interface CancelRoute {
  readonly desk: Pick<Desk, 'cancel' | 'confirm' | 'live'>;
  readonly pipeline: Pick<Pipeline, 'underWay' | 'cancelUnderWay'>;
  readonly timers: Timers;
  readonly cancels: EarlyCancels;
  readonly executions: ExecutionReader;
}

/** What no order can be called is not waited for. */
const ORDER_ID = smartRoutingRequest.shape.order_id;

type CancelRequest = FastifyRequest<{ Params: { order_id: string } }>;

/**
 * DELETE order, answered when it is durable. An order that is being decided is waited for; one that is not here yet is waited for a second, and takes
 * the cancel when it comes. While the journal is away the venues are asked all the same, and the caller is told that it is not written yet. 404 says
 * that neither came, and that the cancel is not kept.
 */
export const cancelRoute: Routes<CancelRoute> = async (app, parts) => {
  const schema = { params: orderParams };
  app.delete('/:order_id', { onRequest: app.guard('orders:write'), schema }, async (request, reply) =>
    orderNames(app).has(request.params.order_id) ? sendNoRoute(request, reply) : cancel(request, reply, parts),
  );
};

async function cancel(request: CancelRequest, reply: FastifyReply, parts: CancelRoute): Promise<FastifyReply> {
  const principal = principalOf(request);
  const { clientId } = principal;
  const { order_id: orderId } = request.params;
  if (!ORDER_ID.safeParse(orderId).success) return sendProblem(reply, 'NOT_FOUND');
  const live = liveOrder(parts, clientId, orderId);
  if (live !== undefined && parts.desk.cancel(live)) return confirmed(parts, live, reply);
  // From here on until it is dropped, an order of this id that is ready to be sent is not.
  const kept = parts.cancels.keep(clientId, orderId);
  try {
    if (!(await isDecided(parts, clientId, orderId))) return sendProblem(reply, 'NOT_DURABLE', { sent: false });
    let known = await parts.executions.read(principal, orderId);
    if (known === null) await kept?.settled;
    if (kept?.isTaken === true) {
      if (!(await isDecided(parts, clientId, orderId))) return sendProblem(reply, 'NOT_DURABLE', { sent: false });
      known = await parts.executions.read(principal, orderId);
    }
    const late = liveOrder(parts, clientId, orderId);
    if (late !== undefined && (parts.desk.cancel(late) || kept?.isTaken === true)) return confirmed(parts, late, reply);
    if (known !== null && kept?.isTaken === true)
      return durableAt(reply, known.position).code(202).send({ order_id: orderId, state: known.state });
    if (known === null) return sendProblem(reply, 'NOT_FOUND');
    return sendProblem(reply, known.route_only && known.state === 'ROUTING' ? 'ORDER_ROUTED_ONLY' : 'ORDER_ENDED');
  } finally {
    kept?.drop();
  }
}

/** Waits for an order that is being decided; false where that takes too long: then it is canceled as soon as it is durable. */
async function isDecided({ pipeline, timers }: CancelRoute, clientId: string, orderId: string): Promise<boolean> {
  const underWay = pipeline.underWay(clientId, orderId);
  if (underWay === null) return true;
  return new Promise((resolve) => {
    const limit = timers.after(DURABLE_WAIT_MS, () => {
      pipeline.cancelUnderWay(clientId, orderId);
      resolve(false);
    });
    void underWay.then(() => {
      limit.cancel();
      resolve(true);
    });
  });
}

/** Answers when the cancel is durable, or that it is not yet and has gone to the venues all the same. */
async function confirmed({ desk }: CancelRoute, live: LiveOrder, reply: FastifyReply): Promise<FastifyReply> {
  if (!(await desk.confirm(live))) return sendProblem(reply, 'NOT_DURABLE', { sent: true });
  return durableAt(reply, live.position)
    .code(202)
    .send({ order_id: live.identity.order.orderId, state: live.durable.state });
}

/** An order that can still be canceled. */
function liveOrder({ desk }: CancelRoute, clientId: string, orderId: string): LiveOrder | undefined {
  const live = desk.live.findByName(clientId, orderId);
  return live === undefined || live.identity.routeOnly || isEnded(live.life) ? undefined : live;
}

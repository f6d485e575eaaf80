import { smartRoutingRequest } from '@fairlead/contracts/smart-routing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EarlyCancels } from '../../entry/early-cancels.ts';
import type { Desk } from '../../execution/desk.ts';
import type { LiveOrder } from '../../execution/live-order.ts';
import type { Pipeline } from '../../pipeline.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { orderNames, sendNoRoute } from '../server.ts';
import { orderParams } from './orders.ts';

/** What the cancel route works with. */
export interface CancelRoute {
  readonly desk: Pick<Desk, 'cancel' | 'live'>;
  readonly pipeline: Pick<Pipeline, 'underWay'>;
  readonly cancels: EarlyCancels;
  readonly isJournalWell: () => boolean;
  readonly executions: ExecutionReader;
}

/** What no order can be called is not waited for. */
const ORDER_ID = smartRoutingRequest.shape.order_id;

type CancelRequest = FastifyRequest<{ Params: { order_id: string } }>;

/**
 * DELETE order. An order that is being decided is waited for; one that is not here yet is waited for a second, and takes the cancel when it
 * comes. While the journal is away the venues are asked all the same, and the caller is told that it is not written yet. 404 says that neither came, and that the cancel is not kept.
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
  const answer = (state: string) =>
    parts.isJournalWell()
      ? reply.code(202).send({ order_id: orderId, state })
      : sendProblem(reply, 'NOT_DURABLE', { sent: true });
  const stateAfterCancel = () => canceledState(parts, liveOrder(parts, clientId, orderId));
  const state = stateAfterCancel();
  if (state !== null) return answer(state);
  // From here on until it is dropped, an order of this id that is ready to be sent is not.
  const kept = parts.cancels.keep(clientId, orderId);
  try {
    await parts.pipeline.underWay(clientId, orderId);
    let known = await parts.executions.read(principal, orderId);
    if (known === null) await kept?.settled;
    if (kept?.isTaken === true) {
      await parts.pipeline.underWay(clientId, orderId);
      known = await parts.executions.read(principal, orderId);
      if (known !== null) return answer(stateAfterCancel() ?? known.state);
    }
    const late = stateAfterCancel();
    if (late !== null) return answer(late);
    if (known === null) return sendProblem(reply, 'NOT_FOUND');
    return sendProblem(reply, known.route_only && known.state === 'ROUTING' ? 'ORDER_ROUTED_ONLY' : 'ORDER_ENDED');
  } finally {
    kept?.drop();
  }
}

function liveOrder({ desk }: CancelRoute, clientId: string, orderId: string): LiveOrder | undefined {
  return [...desk.live.alive()].find(
    ({ identity }) => identity.clientId === clientId && identity.order.orderId === orderId,
  );
}

/** The state of a live order once its cancel is asked for, now or before; null where there is nothing to cancel. */
function canceledState({ desk }: CancelRoute, live: LiveOrder | undefined): string | null {
  if (live === undefined) return null;
  return desk.cancel(live) || (live.cancelAsked && !live.isEnded) ? live.state : null;
}

import { actRequest, cancelTaken } from '@fairlead/contracts/act';
import { smartRoutingRequest } from '@fairlead/contracts/smart-routing-request';
import { isEnded } from '@fairlead/core/order-life/order-life';
import type { FastifyReply } from 'fastify';
import type { EarlyCancels, KeptCancel } from '../../entry/early-cancels.ts';
import type { Pipeline } from '../../entry/pipeline.ts';
import type { Desk } from '../../execution/desk.ts';
import type { LiveOrder } from '../../order/live-order.ts';
import { actorOf } from '../actor.ts';
import { type ActPorts, Acts, type Audited, type OrderAct, reasonFaults } from '../acts.ts';
import { CancelActs } from '../cancel-acts.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { isDecided, sendNotOpen } from '../order-under-way.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { orderNames, sendNoRoute } from '../server.ts';
import { clientMeant } from '../whose-orders.ts';
import { ofClient, orderParams } from './orders.ts';

/** What the cancel route works with. */
export interface CancelRoute extends ActPorts {
  readonly desk: Pick<Desk, 'cancel' | 'confirm' | 'live'>;
  readonly pipeline: Pick<Pipeline, 'underWay' | 'cancelUnderWay'>;
  readonly cancels: EarlyCancels;
  readonly executions: ExecutionReader;
}

interface Parts extends CancelRoute {
  readonly audit: Acts;
  readonly tells: CancelActs;
}

/** What no order can be called is not waited for. */
const ORDER_ID = smartRoutingRequest.shape.order_id;

/**
 * DELETE order, answered when it and the entry of the audit that tells of it are durable. An order that is being decided is waited for; one that is not
 * here yet is waited for a second, and takes the cancel when it comes. While the journal is away the venues are asked all the same, and the caller is told
 * that it is not written yet. 404 says that neither came, and that the cancel is not kept;
 * 503 NOT_READY that the order is one of the time before, which is not taken up yet. The firm's people name the client whose order they mean.
 */
export const cancelRoute: Routes<CancelRoute> = async (app, ports) => {
  const audit = new Acts(ports);
  const parts: Parts = { ...ports, audit, tells: new CancelActs(audit) };
  const schema = {
    params: orderParams,
    querystring: ofClient,
    body: actRequest.optional(),
    response: { 202: cancelTaken },
  };
  app.delete('/:order_id', { onRequest: app.guard('orders:write'), schema }, async (request, reply) => {
    const { order_id: orderId } = request.params;
    if (orderNames(app).has(orderId)) return sendNoRoute(request, reply);
    const by = actorOf(request);
    const faults = reasonFaults(by, request.body?.reason);
    if (faults.length > 0) return sendProblem(reply, 'INVALID_REQUEST', { errors: faults });
    const clientId = clientMeant(principalOf(request), request.query.client_id);
    if (clientId === null || !ORDER_ID.safeParse(orderId).success) return sendProblem(reply, 'NOT_FOUND');
    return cancel({ ...request.body, action: 'ORDER_CANCEL', by, clientId, orderId }, reply, parts);
  });
};

async function cancel(wish: OrderAct, reply: FastifyReply, parts: Parts): Promise<FastifyReply> {
  const { clientId, orderId } = wish;
  const taken = takenBy(liveOrder(parts, wish), wish, parts);
  if (taken !== null) return confirmed(parts, taken, reply);
  // From here on until it is dropped, an order of this id that is ready to be sent is not.
  const kept = parts.cancels.keep(clientId, orderId);
  try {
    return await afterWaiting(wish, kept, { reply, parts });
  } finally {
    kept?.drop();
  }
}

/** The order is not alive: it is being decided, has not come yet, has ended, or was only routed. */
async function afterWaiting(
  wish: OrderAct,
  kept: KeptCancel | null,
  { reply, parts }: { reply: FastifyReply; parts: Parts },
): Promise<FastifyReply> {
  const { clientId, orderId } = wish;
  const whenItIsThere = () => {
    parts.pipeline.cancelUnderWay(clientId, orderId);
    return sendProblem(reply, 'NOT_DURABLE', { sent: false, auditId: parts.tells.waited(wish).record.id });
  };
  if (!(await isDecided(wish, parts))) return whenItIsThere();
  let known = await parts.executions.read(clientId, orderId);
  if (known === null) await kept?.settled;
  if (kept?.isTaken === true) {
    if (!(await isDecided(wish, parts))) return whenItIsThere();
    known = await parts.executions.read(clientId, orderId);
  }
  const late = takenBy(liveOrder(parts, wish), wish, parts);
  if (late !== null) return confirmed(parts, late, reply);
  if (known === null) return sendProblem(reply, 'NOT_FOUND');
  const answer = { order_id: orderId, state: known.state };
  if (kept?.isTaken === true) {
    const told = parts.tells.waited(wish);
    const auditId = told.record.id;
    if (!(await parts.audit.isWritten(told))) return sendProblem(reply, 'NOT_DURABLE', { sent: true, auditId });
    return durableAt(reply, known.position)
      .code(202)
      .send({ ...answer, audit_id: auditId });
  }
  const earlier = await parts.audit.earlier(wish);
  if (earlier === null) return sendNotOpen(reply, known, { ...parts, clientId });
  const { id: auditId } = earlier.record;
  if (!(await parts.audit.isWritten(earlier))) return sendProblem(reply, 'NOT_DURABLE', { sent: true, auditId });
  void reply.header('idempotent-replay', 'true');
  return durableAt(reply, known.position)
    .code(202)
    .send({ ...answer, audit_id: auditId });
}

/** A live order that has taken the cancel. */
interface Taken {
  readonly live: LiveOrder;
  readonly told: Audited;
}

/** Cancels a live order, with its entry in the audit; null where there is none. */
function takenBy(live: LiveOrder | undefined, wish: OrderAct, { desk, tells }: Parts): Taken | null {
  if (live === undefined) return null;
  const before = live.life;
  return desk.cancel(live) ? { live, told: tells.took(live, wish, before) } : null;
}

/** Answers when the cancel and its entry are durable, or that they are not yet and that it has gone to the venues all the same. */
async function confirmed(parts: Parts, { live, told }: Taken, reply: FastifyReply): Promise<FastifyReply> {
  const auditId = told.record.id;
  if (!(await parts.desk.confirm(live)) || !(await parts.audit.isWritten(told)))
    return sendProblem(reply, 'NOT_DURABLE', { sent: true, auditId });
  return durableAt(reply, live.position)
    .code(202)
    .send({ order_id: live.identity.order.orderId, state: live.durable.state, audit_id: auditId });
}

/** An order that can still be canceled. */
function liveOrder({ desk }: Parts, { clientId, orderId }: OrderAct): LiveOrder | undefined {
  const live = desk.live.findByName(clientId, orderId);
  return live === undefined || live.identity.routeOnly || isEnded(live.life) ? undefined : live;
}

import { actRequest, cancelAllTaken } from '@fairlead/contracts/act';
import { isEnded } from '@fairlead/core/order-life/order-life';
import type { FastifyReply } from 'fastify';
import type { Pipeline } from '../../entry/pipeline.ts';
import type { Desk } from '../../execution/desk.ts';
import type { LiveOrder } from '../../order/live-order.ts';
import { actorOf } from '../actor.ts';
import { type ActPorts, Acts, type Audited, type ClientAct, reasonFaults } from '../acts.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { lookedUp } from '../looked-up.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { clientMeant } from '../whose-orders.ts';
import { ofClient } from './orders.ts';

/** What the route works with. */
export interface CancelAllRoute extends ActPorts {
  readonly desk: Pick<Desk, 'cancel' | 'whenDurable' | 'live'>;
  readonly pipeline: Pick<Pipeline, 'underWay' | 'cancelAllUnderWay'>;
}

interface Parts extends CancelAllRoute {
  readonly audit: Acts;
}

/** The entry of the act as it tells what came of it, so that a repeat is answered as the first was. */
const told = cancelAllTaken.omit({ audit_id: true });

/**
 * DELETE orders: every order of one client that is open, waits, or is being decided is asked to end, all in one turn; what comes afterwards is not. Answered
 * when that and the entry of the audit are durable; while the journal is away the venues are asked all the same, and the caller is told. A router that has not taken up all orders of the time before does not begin with it. The firm's people
 * name the client whose orders they mean.
 */
export const cancelAllRoute: Routes<CancelAllRoute> = async (app, ports) => {
  const parts: Parts = { ...ports, audit: new Acts(ports) };
  const schema = { querystring: ofClient, body: actRequest.optional(), response: { 202: cancelAllTaken } };
  app.delete('/orders', { onRequest: app.guard('orders:write'), schema }, async (request, reply) => {
    const by = actorOf(request);
    const faults = reasonFaults(by, request.body?.reason);
    if (faults.length > 0) return sendProblem(reply, 'INVALID_REQUEST', { errors: faults });
    const clientId = clientMeant(principalOf(request), request.query.client_id);
    if (clientId === null) return sendProblem(reply, 'NOT_FOUND');
    const act = { ...request.body, action: 'ORDERS_CANCEL', by, clientId } as const;
    // A cancel does not wait for the database: one that cannot be looked up is done again, which changes nothing.
    const earlier = await lookedUp(parts.audit.earlier(act), null, parts.timers);
    return earlier === null ? cancelAll(act, reply, parts) : repeated(earlier, reply, parts);
  });
};

async function cancelAll(act: ClientAct, reply: FastifyReply, parts: Parts): Promise<FastifyReply> {
  const { desk, pipeline, audit } = parts;
  // An answer that leaves out what is not taken up yet would be believed.
  if (!desk.live.isWhole) return sendProblem(reply, 'NOT_READY');
  const open = [...desk.live.alive()].filter((live) => isOpenOf(live, act.clientId));
  const underWay = pipeline.cancelAllUnderWay(act.clientId);
  const taken = { orders: open.length, under_way: underWay.length };
  for (const live of open) desk.cancel(live);
  const durable = Promise.all([
    ...open.map((live) => desk.whenDurable(live)),
    ...underWay.map((orderId) => whenDecided(act.clientId, orderId, parts)),
  ]).then(() => undefined);
  const written = audit.tellWhenDurable(act, { before: { open_orders: open.length }, after: taken }, durable);
  if (!(await audit.isWritten(written)))
    return sendProblem(reply, 'NOT_DURABLE', { sent: true, auditId: written.record.id });
  const position = Math.max(0, ...open.map((live) => live.position));
  return (position > 0 ? durableAt(reply, position) : reply).code(202).send({ ...taken, audit_id: written.record.id });
}

/** Resolves when an order that is being decided is durable with its cancel, or was not taken. */
async function whenDecided(clientId: string, orderId: string, { desk, pipeline }: Parts): Promise<void> {
  await pipeline.underWay(clientId, orderId);
  const live = desk.live.findByName(clientId, orderId);
  if (live !== undefined) await desk.whenDurable(live);
}

async function repeated(earlier: Audited, reply: FastifyReply, { audit }: Parts): Promise<FastifyReply> {
  if (!(await audit.isWritten(earlier)))
    return sendProblem(reply, 'NOT_DURABLE', { sent: true, auditId: earlier.record.id });
  void reply.header('idempotent-replay', 'true');
  const taken = told.parse(JSON.parse(earlier.record.after ?? 'null'));
  return reply.code(202).send({ ...taken, audit_id: earlier.record.id });
}

/** What was only routed is its caller's to cancel. */
function isOpenOf({ identity, life }: LiveOrder, clientId: string): boolean {
  return identity.clientId === clientId && !identity.routeOnly && !isEnded(life);
}

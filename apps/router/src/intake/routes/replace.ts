import { orderReplaced } from '@fairlead/contracts/smart-routing';
import { replaceRequest } from '@fairlead/contracts/smart-routing-request';
import { wireNumber } from '@fairlead/contracts/wire-value';
import { isEnded } from '@fairlead/core/order-life/order-life';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Pipeline } from '../../entry/pipeline.ts';
import { type AskedTerms, type NewTerms, newTermsOf, type ReplacementPorts } from '../../entry/replacement.ts';
import type { Desk } from '../../execution/desk.ts';
import type { LiveOrder } from '../../order/live-order.ts';
import { actorOf } from '../actor.ts';
import { type ActPorts, Acts, type Audited, auditedLife, type OrderAct, reasonFaults } from '../acts.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { isDecided, sendNotOpen } from '../order-under-way.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { clientMeant } from '../whose-orders.ts';
import { ofClient, orderParams } from './orders.ts';

/** What the replace route works with. */
export interface ReplaceRoute extends ReplacementPorts, ActPorts {
  readonly desk: Pick<Desk, 'live' | 'replace' | 'confirm'>;
  readonly executions: ExecutionReader;
  readonly pipeline: Pick<Pipeline, 'underWay'>;
}

/** What was not done is not told. */
const NEVER = new Promise<never>(() => {});

interface Parts extends ReplaceRoute {
  readonly audit: Acts;
}

interface Wish extends OrderAct {
  readonly asked: AskedTerms;
}

/** The entry of a replacement as it tells what came of it, so that a repeat is answered as the first was. */
const told = orderReplaced.omit({ order_id: true, audit_id: true }).extend({
  asked: z.object({ quantity: z.string().nullable(), limitPrice: z.string().nullable() }),
});

/**
 * PATCH order: another quantity, another limit, or both, answered when it and the entry of the audit that tells of it are durable. What rests is changed in
 * its place where its venue can and a plan would rest it there at the new terms; else it is asked back, and what is left is routed at them. A part that
 * fills meanwhile counts (docs/adr/0100). An order that is being made durable is waited for; where that takes too long nothing was done. Sent again with its key it is done once, whatever the order has become since.
 */
export const replaceRoute: Routes<ReplaceRoute> = async (app, ports) => {
  const parts: Parts = { ...ports, audit: new Acts(ports) };
  const schema = { params: orderParams, querystring: ofClient, body: replaceRequest, response: { 200: orderReplaced } };
  app.patch('/:order_id', { onRequest: app.guard('orders:write'), schema }, async (request, reply) => {
    const { quantity = null, limit_price: limitPrice = null, ...why } = request.body;
    const by = actorOf(request);
    const faults = reasonFaults(by, why.reason);
    if (faults.length > 0) return sendProblem(reply, 'INVALID_REQUEST', { errors: faults });
    const clientId = clientMeant(principalOf(request), request.query.client_id);
    if (clientId === null) return sendProblem(reply, 'NOT_FOUND');
    const act = { ...why, action: 'ORDER_REPLACE', by, clientId, orderId: request.params.order_id } as const;
    return replace({ ...act, asked: { quantity, limitPrice } }, reply, parts);
  });
};

async function replace(wish: Wish, reply: FastifyReply, parts: Parts): Promise<FastifyReply> {
  const earlier = await parts.audit.earlier(wish);
  if (earlier !== null) return repeated(wish, earlier, { reply, parts });
  if (!(await isDecided(wish, parts))) return sendProblem(reply, 'NOT_DURABLE', { sent: false });
  const live = openOrder(wish, parts);
  if (live !== null) return change(live, wish, { reply, parts });
  const known = await parts.executions.read(wish.clientId, wish.orderId);
  // One that was decided, or that a start has taken up, just then is here now.
  const late = openOrder(wish, parts);
  if (late !== null) return change(late, wish, { reply, parts });
  return known === null
    ? sendProblem(reply, 'NOT_FOUND')
    : sendNotOpen(reply, known, { ...parts, clientId: wish.clientId });
}

/** An order that can be changed; null where it is not here, has ended, or was only routed. */
function openOrder({ clientId, orderId }: Wish, { desk }: Parts): LiveOrder | null {
  const live = desk.live.findByName(clientId, orderId);
  return live === undefined || isEnded(live.life) || live.identity.routeOnly ? null : live;
}

async function change(
  live: LiveOrder,
  wish: Wish,
  { reply, parts }: { reply: FastifyReply; parts: Parts },
): Promise<FastifyReply> {
  if (live.life.endAsked !== null) return sendProblem(reply, 'ORDER_ENDING');
  const terms = newTermsOf(live, wish.asked, parts);
  if (!terms.ok) {
    const { code, path } = terms.error;
    return sendProblem(reply, 'ORDER_REJECTED', { code, errors: [{ path, code, message: code }] });
  }
  const { audited, isTaken } = taken(wish, terms.value, { live, parts });
  const auditId = audited?.record.id;
  const isConfirmed = await parts.desk.confirm(live);
  // The journal has refused it, and the order has ended by what came before.
  if (!isTaken()) return sendProblem(reply, 'ORDER_ENDED');
  if (!isConfirmed) return sendProblem(reply, 'NOT_DURABLE', { sent: false, auditId });
  if (audited !== null && !(await parts.audit.isWritten(audited)))
    return sendProblem(reply, 'NOT_DURABLE', { sent: true, auditId });
  return durableAt(reply, live.position).send({ ...replacedView(live), audit_id: auditId ?? null });
}

/**
 * Replaces, and tells the audit. What changes nothing is told only where it has a key: it may be the repeat of one whose entry a stop of the router has cost.
 */
function taken(
  wish: Wish,
  terms: NewTerms,
  { live, parts }: { live: LiveOrder; parts: Parts },
): { readonly audited: Audited | null; readonly isTaken: () => boolean } {
  const before = auditedLife(live.life);
  const isNew = !isAsBefore(live, terms);
  const isTaken = isNew ? parts.desk.replace(live, terms) : () => true;
  if (!isNew && (wish.idempotency_key ?? null) === null) return { audited: null, isTaken };
  const after = { ...auditedLife(live.life), asked: wish.asked };
  const written = live.whenDurable().then(() => (isTaken() ? undefined : NEVER));
  return { audited: parts.audit.tellWhenDurable(wish, { before, after }, written), isTaken };
}

/** Answers a replacement that was taken before as it was answered then. */
async function repeated(
  { clientId, orderId, asked }: Wish,
  earlier: Audited,
  { reply, parts }: { reply: FastifyReply; parts: Parts },
): Promise<FastifyReply> {
  const { id: auditId, after } = earlier.record;
  const first = told.parse(JSON.parse(after ?? 'null'));
  if (first.asked.quantity !== asked.quantity || first.asked.limitPrice !== asked.limitPrice)
    return sendProblem(reply, 'ACT_CONFLICT');
  const isWritten = await parts.audit.isWritten(earlier);
  const live = parts.desk.live.findByName(clientId, orderId);
  if (!isWritten) return sendProblem(reply, 'NOT_DURABLE', { sent: live?.isDurable ?? true, auditId });
  const position = live?.position ?? (await parts.executions.read(clientId, orderId))?.position;
  if (position !== undefined) durableAt(reply, position);
  void reply.header('idempotent-replay', 'true');
  const { asked: _, ...answer } = first;
  return reply.send({ order_id: orderId, ...answer, audit_id: auditId });
}

function isAsBefore({ life }: LiveOrder, { quantity, limitPrice }: NewTerms): boolean {
  return life.order.quantity === quantity && life.order.limitPrice === limitPrice && !life.waitsForPerson;
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

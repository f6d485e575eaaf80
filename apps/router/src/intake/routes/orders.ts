import { identifier } from '@fairlead/contracts/identifier';
import {
  briefRoutingResponse,
  type HeldOrderResponse,
  heldOrderResponse,
  routingExecutionStatus,
  type SmartRoutingResponse,
  smartRoutingResponse,
} from '@fairlead/contracts/smart-routing';
import { type SmartRoutingRequest, smartRoutingRequest } from '@fairlead/contracts/smart-routing-request';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Pipeline } from '../../entry/pipeline.ts';
import type { Refusal, Rejected } from '../../entry/submission.ts';
import type { Desk } from '../../execution/desk.ts';
import type { Timers } from '../../ports.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { readOrder } from '../order-request.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { orderNames } from '../server.ts';
import { clientMeant } from '../whose-orders.ts';

/** What the order routes work with. */
export interface OrderRoutes {
  readonly pipeline: Pipeline;
  readonly desk: Desk;
  readonly executions: ExecutionReader;
  readonly timers: Timers;
  /** Clients whose orders are made by the demo flow. */
  readonly isSimulated: (clientId: string) => boolean;
}

/** How long `?wait=done` waits for the end of an order before it answers with the state so far. */
const WAIT_LIMIT_MS = 30_000;

/** The id of an order, as its client has said it; what no order is called is not found. */
export const orderParams = z.object({ order_id: z.string() });
/** Whose order is meant, where it is not the asker's own: the firm's people see and change every client's. */
export const ofClient = z.strictObject({ client_id: identifier(50).optional() });
/** `view=brief` answers without the alternatives, for who sends many orders and reads the record of a decision where it wants to know them. */
const view = z
  .enum(['full', 'brief'])
  .default('full')
  .describe('`brief` leaves `alternatives` out of the answer: about two thirds of its bytes.');
const routeQuery = z.strictObject({ view });
const WAIT = z
  .literal('done')
  .optional()
  .describe('`done` answers when the order has ended, or after half a minute as it stands.');
const ordersQuery = z.strictObject({ view, wait: WAIT });
const taken = z.union([smartRoutingResponse, briefRoutingResponse, heldOrderResponse]);
const execution = { execution: routingExecutionStatus.nullable() };
const ended = z.union([
  smartRoutingResponse.extend(execution).meta({ id: 'SmartRoutingOutcome' }),
  briefRoutingResponse.extend(execution).meta({ id: 'BriefRoutingOutcome' }),
  heldOrderResponse.extend(execution).meta({ id: 'HeldOrderOutcome' }),
]);

/** POST route and orders, GET execution. */
export const orderRoutes: Routes<OrderRoutes> = async (app, parts) => {
  const route = { body: smartRoutingRequest, querystring: routeQuery, response: { 200: taken } };
  app.post('/route', { onRequest: app.orderGuard('route:write'), schema: route }, async (request, reply) =>
    submit(request, reply, { parts, body: request.body, routeOnly: true, view: request.query.view }),
  );
  const execute = { body: smartRoutingRequest, querystring: ordersQuery, response: { 200: ended, 202: taken } };
  app.post('/orders', { onRequest: app.orderGuard('orders:write'), schema: execute }, async (request, reply) =>
    submit(request, reply, { parts, body: request.body, routeOnly: false, ...request.query }),
  );
  const status = { params: orderParams, querystring: ofClient, response: { 200: routingExecutionStatus } };
  app.get('/:order_id/execution', { onRequest: app.guard('orders:read'), schema: status }, async (request, reply) => {
    const { order_id: orderId } = request.params;
    const clientId = clientMeant(principalOf(request), request.query.client_id);
    if (clientId === null) return sendProblem(reply, 'NOT_FOUND');
    const live = parts.desk.live.findByName(clientId, orderId);
    // What has happened is told when it is durable, and not what was before it.
    if (live !== undefined && !(await parts.desk.confirm(live))) return sendProblem(reply, 'NOT_DURABLE');
    const found = await parts.executions.read(clientId, orderId);
    return found === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(found);
  });
};

async function submit(
  request: FastifyRequest,
  reply: FastifyReply,
  at: {
    parts: OrderRoutes;
    body: SmartRoutingRequest;
    routeOnly: boolean;
    view: z.infer<typeof view>;
    wait?: 'done' | undefined;
  },
): Promise<FastifyReply> {
  const order = readOrder(at.body, orderNames(request.server));
  if (!order.ok) return sendProblem(reply, 'INVALID_REQUEST', { errors: order.error });
  const { clientId } = principalOf(request);
  const simulated = at.parts.isSimulated(clientId);
  const { routeOnly } = at;
  const walked = await at.parts.pipeline.walk({ clientId, request: order.value, routeOnly, simulated });
  if (walked.repeated) void reply.header('idempotent-replay', 'true');
  if (!walked.outcome.ok) return refuse(reply, walked.outcome.error);
  const { orderPk, position } = walked.outcome.value;
  const response = viewed(walked.outcome.value.response, at.view);
  // Whoever waits for its end keeps nobody out.
  request.orderDecided?.();
  if (at.wait !== 'done')
    return durableAt(reply, position)
      .code(routeOnly ? 200 : 202)
      .send(response);
  await endOf(at.parts, orderPk);
  const execution = await at.parts.executions.read(clientId, response.order_id);
  return durableAt(reply, execution?.position ?? position)
    .code(200)
    .send({ ...response, execution });
}

/** The answer as it was asked for. */
function viewed(response: SmartRoutingResponse | HeldOrderResponse, asked: z.infer<typeof view>) {
  if (asked === 'full' || !('alternatives' in response)) return response;
  const { alternatives: _, ...brief } = response;
  return brief;
}

/** Waits for the order's end, or for the limit. */
async function endOf({ desk, timers }: OrderRoutes, orderPk: string): Promise<void> {
  const live = desk.live.find(orderPk);
  if (live === undefined) return;
  await new Promise<void>((resolve) => {
    const limit = timers.after(WAIT_LIMIT_MS, resolve);
    void desk.live.ended(live).then(() => {
      limit.cancel();
      resolve();
    });
  });
}

/** Answers with the problem that a refused walk stands for. */
export function refuse(reply: FastifyReply, refusal: Refusal): FastifyReply {
  switch (refusal.kind) {
    case 'REJECTED':
      return rejected(reply, refusal);
    case 'CONFLICT':
      return sendProblem(reply, 'ORDER_CONFLICT');
    case 'NOT_READY':
      return sendProblem(reply, 'NOT_READY');
    case 'OVERLOADED':
      return sendProblem(reply, 'OVERLOADED');
    case 'DISK_LOW':
      return sendProblem(reply, 'DISK_LOW', { retryAfterSeconds: DISK_LOW_RETRY_SECONDS });
    case 'NOT_DURABLE':
      return sendProblem(reply, 'NOT_DURABLE', { detail: ORDER_NOT_DURABLE });
    case 'JOURNAL':
      if (refusal.error === 'JOURNAL_REFUSED') return sendProblem(reply, 'JOURNAL_REFUSED');
      return sendProblem(reply, 'JOURNAL_UNAVAILABLE', {
        detail: `The order could not be made durable (${refusal.error}), so it was not taken.`,
      });
  }
}

/** Room on a disk is not made within a second. */
const DISK_LOW_RETRY_SECONDS = 30;
const ORDER_NOT_DURABLE =
  'The order is not durable yet, and nothing of it is sent before it is. Send the same order again: it is answered then.';

function rejected(reply: FastifyReply, refusal: Rejected): FastifyReply {
  const { detail, position } = refusal;
  const { code, path } = refusal.rejection;
  if (position !== undefined) durableAt(reply, position);
  return sendProblem(reply, 'ORDER_REJECTED', {
    code,
    errors: [{ path, code, message: detail ?? code }],
    ...(detail === undefined ? {} : { detail }),
  });
}

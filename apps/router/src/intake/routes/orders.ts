import { smartRoutingRequest } from '@fairlead/contracts/smart-routing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Desk } from '../../execution/desk.ts';
import type { Pipeline, Refusal } from '../../pipeline.ts';
import type { Timers } from '../../ports.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { toOrderRequest } from '../order-request.ts';
import { type Fault, sendProblem } from '../problem.ts';
import type { Server } from '../server.ts';

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
const BASE = '/api/v1/smart-routing';

/** POST route and orders, GET execution, DELETE order. */
export function orderRoutes({ app, guard }: Server, parts: OrderRoutes): void {
  app.post(`${BASE}/route`, { onRequest: guard('route:write') }, (request, reply) =>
    submit(request, reply, { parts, routeOnly: true }),
  );
  app.post<{ Querystring: { wait?: string } }>(
    `${BASE}/orders`,
    { onRequest: guard('orders:write') },
    (request, reply) => submit(request, reply, { parts, routeOnly: false }),
  );
  app.get<{ Params: { order_id: string } }>(
    `${BASE}/:order_id/execution`,
    { onRequest: guard('orders:read') },
    async (request, reply) => {
      const status = await parts.executions.read(principalOf(request), request.params.order_id);
      return status === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(status);
    },
  );
  app.delete<{ Params: { order_id: string } }>(
    `${BASE}/:order_id`,
    { onRequest: guard('orders:write') },
    async (request, reply) => {
      const { clientId } = principalOf(request);
      const live = [...parts.desk.live.alive()].find(
        ({ identity }) => identity.clientId === clientId && identity.order.orderId === request.params.order_id,
      );
      if (live !== undefined && parts.desk.cancel(live))
        return reply.code(202).send({ order_id: request.params.order_id, state: live.state });
      const known = await parts.executions.read(principalOf(request), request.params.order_id);
      return sendProblem(reply, known === null ? 'NOT_FOUND' : 'ORDER_ENDED');
    },
  );
}

async function submit(
  request: FastifyRequest,
  reply: FastifyReply,
  at: { parts: OrderRoutes; routeOnly: boolean },
): Promise<FastifyReply> {
  const body = smartRoutingRequest.safeParse(request.body);
  if (!body.success) return sendProblem(reply, 'INVALID_REQUEST', { errors: faultsOf(body.error) });
  const { clientId } = principalOf(request);
  const simulated = at.parts.isSimulated(clientId);
  const walked = await at.parts.pipeline.walk({
    clientId,
    request: toOrderRequest(body.data),
    routeOnly: at.routeOnly,
    simulated,
  });
  if (walked.repeated) void reply.header('idempotent-replay', 'true');
  if (!walked.outcome.ok) return refuse(reply, walked.outcome.error);
  const { response, orderPk } = walked.outcome.value;
  const wait = (request.query as { wait?: string }).wait;
  if (at.routeOnly || wait !== 'done') return reply.code(at.routeOnly ? 200 : 202).send(response);
  await endOf(at.parts, orderPk);
  const execution = await at.parts.executions.read(principalOf(request), response.order_id);
  return reply.code(200).send({ ...response, execution });
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
    case 'JOURNAL':
      return sendProblem(reply, 'JOURNAL_UNAVAILABLE', {
        detail: `The order could not be made durable (${refusal.error}), so it was not taken.`,
      });
  }
}

function rejected(reply: FastifyReply, { rejection, detail }: Extract<Refusal, { kind: 'REJECTED' }>): FastifyReply {
  const { code, path } = rejection;
  return sendProblem(reply, 'ORDER_REJECTED', {
    code,
    errors: [{ path, code, message: detail ?? code }],
    ...(detail === undefined ? {} : { detail }),
  });
}

/** The faults of a malformed request, by field. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code.toUpperCase(),
    message: issue.message,
  }));
}

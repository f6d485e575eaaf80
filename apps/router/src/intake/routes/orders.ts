import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Desk } from '../../execution/desk.ts';
import type { Pipeline, Refusal } from '../../pipeline.ts';
import type { Timers } from '../../ports.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { readOrder } from '../order-request.ts';
import { sendProblem } from '../problem.ts';
import { orderNames, type Server } from '../server.ts';

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

/** POST route and orders, GET execution. */
export function orderRoutes(server: Server, parts: OrderRoutes): void {
  const { app, guard } = server;
  app.post(`${BASE}/route`, { onRequest: guard('route:write') }, (request, reply) =>
    submit(request, reply, { server, parts, routeOnly: true }),
  );
  const execute = { onRequest: guard('orders:write'), config: { query: waitQuery } };
  app.post(`${BASE}/orders`, execute, (request, reply) => submit(request, reply, { server, parts, routeOnly: false }));
  app.get<{ Params: { order_id: string } }>(
    `${BASE}/:order_id/execution`,
    { onRequest: guard('orders:read') },
    async (request, reply) => {
      const status = await parts.executions.read(principalOf(request), request.params.order_id);
      return status === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(status);
    },
  );
}

/** `wait=done` answers when the order has ended, or after half a minute as it stands. */
const waitQuery = z.strictObject({ wait: z.literal('done').optional() });

async function submit(
  request: FastifyRequest,
  reply: FastifyReply,
  at: { server: Server; parts: OrderRoutes; routeOnly: boolean },
): Promise<FastifyReply> {
  const order = readOrder(request.body, orderNames(at.server));
  if (!order.ok) return sendProblem(reply, 'INVALID_REQUEST', { errors: order.error });
  const { clientId } = principalOf(request);
  const simulated = at.parts.isSimulated(clientId);
  const { routeOnly } = at;
  const walked = await at.parts.pipeline.walk({ clientId, request: order.value, routeOnly, simulated });
  if (walked.repeated) void reply.header('idempotent-replay', 'true');
  if (!walked.outcome.ok) return refuse(reply, walked.outcome.error);
  const { response, orderPk } = walked.outcome.value;
  const { wait } = request.query as { wait?: string };
  if (routeOnly || wait !== 'done') return reply.code(routeOnly ? 200 : 202).send(response);
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
      if (refusal.error === 'JOURNAL_REFUSED') return sendProblem(reply, 'JOURNAL_REFUSED');
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

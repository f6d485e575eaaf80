import { routingExecutionStatus } from '@fairlead/contracts/smart-routing';
import { executionsReport } from '@fairlead/contracts/smart-routing-request';
import type { FastifyReply } from 'fastify';
import type { Elsewhere, ReportRefusal, SaidExecution } from '../../entry/elsewhere.ts';
import type { Desk } from '../../execution/desk.ts';
import type { ExecutionReader } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { orderParams } from './orders.ts';

/** What the executions route works with. */
export interface ExecutionRoutes {
  readonly elsewhere: Elsewhere;
  readonly desk: Pick<Desk, 'confirm'>;
  readonly executions: ExecutionReader;
}

/** POST executions: an order system that executed a decision itself reports its fills. Each is booked once, however often it is reported; answered when durable. */
export const executionRoutes: Routes<ExecutionRoutes> = async (app, parts) => {
  const schema = { params: orderParams, body: executionsReport, response: { 200: routingExecutionStatus } };
  app.post('/:order_id/executions', { onRequest: app.guard('orders:write'), schema }, async (request, reply) => {
    const principal = principalOf(request);
    const { order_id: orderId } = request.params;
    const said = request.body.executions.map(
      (each): SaidExecution => ({
        executionId: each.execution_id,
        venueId: each.venue_id,
        quantity: each.quantity,
        price: each.price,
        fee: each.fee ?? null,
        liquidityFlag: each.liquidity_flag,
        executedAtUs: each.executed_at == null ? null : Date.parse(each.executed_at) * 1_000,
      }),
    );
    const taken = await parts.elsewhere.report({ clientId: principal.clientId, orderId }, said, request.body.done);
    if (!taken.ok) return refuse(reply, taken.error);
    if (!(await parts.desk.confirm(taken.value))) return sendProblem(reply, 'NOT_DURABLE');
    durableAt(reply, taken.value.position);
    const status = await parts.executions.read(principal.clientId, orderId);
    return status === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(status);
  });
};

function refuse(reply: FastifyReply, refusal: ReportRefusal): FastifyReply {
  switch (refusal.kind) {
    case 'NOT_FOUND':
      return sendProblem(reply, 'NOT_FOUND');
    case 'NOT_ROUTED_ONLY':
      return sendProblem(reply, 'ORDER_OURS');
    case 'ENDED':
      return sendProblem(reply, 'ORDER_ENDED');
    case 'CONFLICT':
      return sendProblem(reply, 'EXECUTION_CONFLICT', {
        errors: [{ path: refusal.path, code: 'EXECUTION_CONFLICT', message: 'was reported before, and otherwise' }],
      });
    case 'FAULTS':
      return sendProblem(reply, 'INVALID_REQUEST', {
        errors: refusal.faults.map(({ code, path }) => ({ path, code, message: MESSAGES[code] })),
      });
  }
}

const MESSAGES = {
  UNKNOWN_VENUE: 'is no venue that is known here',
  INVALID_QUANTITY: 'is not a quantity of the instrument above 0',
  INVALID_PRICE: 'is not a price of the instrument above 0',
  INVALID_FEE: 'has more than 8 decimals, or more digits than can be kept',
  INVALID_TIME: 'is before the order, or in the future',
} as const;

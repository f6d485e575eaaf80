import {
  decisionCounterfactual,
  type RoutingAnalysis,
  type RoutingSplit,
  routingAnalysis,
  routingSplit,
  type StrategyAlternative,
} from '@fairlead/contracts/decisions';
import { type SmartRoutingRequest, smartRoutingRequest } from '@fairlead/contracts/smart-routing-request';
import { readDecision } from '@fairlead/contracts/stored-decision';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { Result } from '@fairlead/core/result';
import { type Alternative, counterfactuals } from '@fairlead/core/routing/counterfactual';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { evidenceOf } from '@fairlead/core/routing/record/evidence';
import { justDecided } from '@fairlead/core/routing/record/recorded-decision';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pipeline } from '../../entry/pipeline.ts';
import type { Refusal } from '../../entry/submission.ts';
import { nbboView } from '../../publish/wire.ts';
import { principalOf } from '../guard.ts';
import { readOrder } from '../order-request.ts';
import { type Fault, sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { orderNames } from '../server.ts';
import { type DecisionRoutes, decisionParams, findDecision } from './decisions.ts';
import { refuse } from './orders.ts';

/** What the routes of alternatives work with. */
export interface AlternativeRoutes {
  readonly pipeline: Pick<Pipeline, 'preview'>;
  readonly findDecision: DecisionRoutes['findDecision'];
}

/** POST counterfactual of a stored decision, analyze and split of a request on the market as it is now. Nothing is recorded or sent. */
export const alternativeRoutes: Routes<AlternativeRoutes> = async (app, parts) => {
  const again = { params: decisionParams, response: { 200: decisionCounterfactual } };
  app.post(
    '/decisions/:decision_id/counterfactual',
    { onRequest: app.guard('orders:read'), schema: again },
    async (request, reply) => {
      const found = await findDecision(request, parts.findDecision);
      if (found === null) return sendProblem(reply, 'NOT_FOUND');
      const { input } = readDecision(found.stored);
      return reply.send({ decision_id: found.decision.id, order_id: input.order.orderId, ...alternativesOf(input) });
    },
  );
  const onRequest = app.questionGuard('route:write');
  const analysis = { body: smartRoutingRequest, response: { 200: routingAnalysis } };
  app.post('/analyze', { onRequest, schema: analysis }, async (request, reply) => {
    const input = inputNow(request, parts);
    if (!input.ok) return refuseInput(reply, input.error);
    const { orderId } = input.value.order;
    return reply.send({ order_id: orderId, ...marketOf(input.value), ...alternativesOf(input.value) });
  });
  const split = { body: smartRoutingRequest, response: { 200: routingSplit } };
  app.post('/split', { onRequest, schema: split }, async (request, reply) => {
    const input = inputNow(request, parts);
    return input.ok ? reply.send(splitOf(input.value)) : refuseInput(reply, input.error);
  });
};

/** Checks a request as an order would be, and gives the input that its decision would be made of now. */
function inputNow(
  request: FastifyRequest<{ Body: SmartRoutingRequest }>,
  { pipeline }: AlternativeRoutes,
): Result<PlanInput, readonly Fault[] | Refusal> {
  const order = readOrder(request.body, orderNames(request.server));
  return order.ok ? pipeline.preview(principalOf(request).clientId, order.value) : order;
}

function refuseInput(reply: FastifyReply, why: readonly Fault[] | Refusal): FastifyReply {
  return 'kind' in why ? refuse(reply, why) : sendProblem(reply, 'INVALID_REQUEST', { errors: why });
}

function marketOf({ view }: PlanInput): Pick<RoutingAnalysis, 'nbbo'> {
  return { nbbo: nbboView(view.nbbo, view.instrument, view.takenAtUs) };
}

function alternativesOf(input: PlanInput): Pick<RoutingAnalysis, 'quantity' | 'alternatives'> {
  return {
    quantity: formatScaled(input.quantity, input.view.instrument.quantityDecimals),
    alternatives: counterfactuals(input).map((each) => alternativeBody(each, input)),
  };
}

/** Quantities are exact decimal texts; costs basis points of the arrival mid. */
function alternativeBody(each: Alternative, { view: { instrument } }: PlanInput): StrategyAlternative {
  const count = (value: number) => formatScaled(value, instrument.quantityDecimals);
  return {
    objective: each.objective,
    mode: each.mode,
    is_asked: each.isAsked,
    expected: {
      fill_rate: each.expected.fillRate,
      cost_bps: each.expected.costBps,
      time_ms: each.expected.timeMs,
      impact_bps: each.expected.impactBps,
      confidence: each.expected.confidence,
    },
    slices: each.slices.map(({ venueId, quantity, kind }) => ({
      venue_id: venueId,
      quantity: count(quantity),
      order_kind: kind,
    })),
    unallocated_quantity: count(each.unallocated),
    unallocated_code: each.unallocatedCode,
    weights: { ...each.weights },
    left_out: Object.fromEntries(each.leftOut),
  };
}

/** The slices that an order would be split into now, and why the others get none. */
function splitOf(input: PlanInput): RoutingSplit {
  const evidence = evidenceOf(justDecided(input, planRoute(input)));
  return {
    order_id: input.order.orderId,
    ...marketOf(input),
    objective: evidence.objective,
    mode: evidence.mode,
    weights: { ...evidence.weights },
    slices: evidence.slices,
    unallocated_quantity: evidence.unallocated_quantity,
    unallocated_code: evidence.unallocated_code,
    expected: evidence.expected,
    rationale: evidence.rationale,
    candidates: evidence.candidates.map(({ venue_id, status, code, quantity }) => ({
      venue_id,
      status,
      code,
      quantity,
    })),
  };
}

import {
  executionAnalytics as analyticsView,
  executionAnalyticsQuery,
  orderRoutingResult as orderResult,
  type RoutingRecommendation,
  routingRecommendation,
  type SmartOrderRequest,
  smartOrderRequest,
} from '@fairlead/contracts/broker';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { justDecided } from '@fairlead/core/routing/record/recorded-decision';
import type { FastifyRequest } from 'fastify';
import { routingOf } from '../../entry/answer.ts';
import type { Pipeline } from '../../entry/pipeline.ts';
import { brokerProfiles, brokerScores } from '../../market-data/broker-score.ts';
import type { Market } from '../../market-data/market.ts';
import { venueQuality } from '../../market-data/venue-quality.ts';
import { rankVenues } from '../../market-data/venue-ranking.ts';
import type { Clock } from '../../ports.ts';
import { DAY_US } from '../asked-period.ts';
import { executionAnalytics } from '../broker-analytics.ts';
import { decidedView, inBrokerWords, orderRoutingResult } from '../broker-order.ts';
import { principalOf } from '../guard.ts';
import { durableAt } from '../journal-position.ts';
import { readBrokerOrder } from '../order-request.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { orderNames } from '../server.ts';
import { type OrderRoutes, refuse } from './orders.ts';
import type { StatisticsRoutes } from './statistics.ts';

/** What the routes of the broker document work with. */
export interface BrokerRoutes
  extends Pick<StatisticsRoutes, 'statistics' | 'tables'>,
    Pick<OrderRoutes, 'isSimulated'> {
  readonly pipeline: Pick<Pipeline, 'walk' | 'preview'>;
  readonly market: Market;
  readonly clock: Clock;
}

/** The broker document's paths, in its words: POST smart decides and executes, POST analyze records nothing, GET execution counts what came of it. */
export const brokerRoutes: Routes<BrokerRoutes> = async (app, parts) => {
  const { pipeline, market, statistics, tables, clock, isSimulated } = parts;
  const order = { body: smartOrderRequest, response: { 200: orderResult } };
  app.post('/orders/smart', { onRequest: app.orderGuard('orders:write'), schema: order }, async (request, reply) => {
    const read = readOrder(request);
    if (!read.ok) return sendProblem(reply, 'INVALID_REQUEST', { errors: read.error });
    const { clientId } = principalOf(request);
    const simulated = isSimulated(clientId);
    const walked = await pipeline.walk({ clientId, request: read.value, routeOnly: false, simulated });
    if (walked.repeated) void reply.header('idempotent-replay', 'true');
    if (!walked.outcome.ok) return refuse(reply, inBrokerWords(walked.outcome.error));
    const { position, response } = walked.outcome.value;
    return durableAt(reply, position).send(orderRoutingResult(response, request.body.side));
  });
  const question = { body: smartOrderRequest, response: { 200: routingRecommendation } };
  app.post(
    '/orders/analyze',
    { onRequest: app.questionGuard('route:write'), schema: question },
    async (request, reply) => {
      const read = readOrder(request);
      if (!read.ok) return sendProblem(reply, 'INVALID_REQUEST', { errors: read.error });
      const input = pipeline.preview(principalOf(request).clientId, read.value);
      if (!input.ok) return refuse(reply, inBrokerWords(input.error));
      return reply.send(recommendationOf(input.value, market));
    },
  );
  const analytics = { querystring: executionAnalyticsQuery, response: { 200: analyticsView } };
  app.get(
    '/analytics/execution',
    { onRequest: app.guard('orders:read'), schema: analytics },
    async (request, reply) => {
      const { days } = request.query;
      const told = await tables.forFigures(request.query.minPosition);
      if (!told.ok) return sendProblem(reply, ...told.error);
      const toUs = clock.nowUs();
      const clientId = principalOf(request).seesOnly;
      const filter = { clientId, instrumentId: null, from_us: toUs - days * DAY_US, to_us: toUs };
      const venues = await statistics.venues(filter);
      const performance = await statistics.performance(filter);
      return reply.send(executionAnalytics(filter, days, { position: told.value, venues, performance }));
    },
  );
};

/** An order without an id is known by that of its request from here on. */
function readOrder({ id, body, server }: FastifyRequest<{ Body: SmartOrderRequest }>) {
  return readBrokerOrder(body, String(id), orderNames(server));
}

function recommendationOf(input: PlanInput, market: Market): RoutingRecommendation {
  const { view, order } = input;
  const book = market.book(view.instrument.instrumentId);
  if (book === undefined) throw new Error(`a view of an instrument without a book: ${view.instrument.instrumentId}`);
  const quality = venueQuality(book, market.venuesOf(book), view.takenAtUs);
  const plan = planRoute(input);
  return {
    ...decidedView(routingOf(justDecided(input, plan)), order.side),
    symbol: order.instrumentId,
    side: order.side,
    weights: { ...plan.weights },
    brokerScores: brokerScores(rankVenues(input), quality, plan.weights),
    brokerProfiles: brokerProfiles(view, quality, order.side),
  };
}

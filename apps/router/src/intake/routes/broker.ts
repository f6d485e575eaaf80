import { executionAnalyticsQuery, type RoutingRecommendation } from '@fairlead/contracts/broker';
import { buildEvidence } from '@fairlead/core/routing/evidence';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { routingOf } from '../../entry/answer.ts';
import { brokerProfiles, brokerScores } from '../../market-data/broker-score.ts';
import type { Market } from '../../market-data/market.ts';
import { venueQuality } from '../../market-data/venue-quality.ts';
import { rankVenues } from '../../market-data/venue-ranking.ts';
import type { Pipeline } from '../../pipeline.ts';
import type { Clock } from '../../ports.ts';
import { executionAnalytics } from '../broker-analytics.ts';
import { decidedView, inBrokerWords, orderRoutingResult } from '../broker-order.ts';
import { principalOf } from '../guard.ts';
import { readBrokerOrder } from '../order-request.ts';
import { sendProblem } from '../problem.ts';
import { orderNames, type Server } from '../server.ts';
import { type OrderRoutes, refuse } from './orders.ts';
import type { StatisticsRoutes } from './statistics.ts';

/** What the routes of the broker document work with. */
export interface BrokerRoutes extends Pick<StatisticsRoutes, 'statistics'>, Pick<OrderRoutes, 'isSimulated'> {
  readonly pipeline: Pick<Pipeline, 'walk' | 'preview'>;
  readonly market: Market;
  readonly clock: Clock;
}

const BASE = '/api/v1/trading/intelligent';
const DAY_US = 86_400_000_000;
type Days = z.infer<typeof executionAnalyticsQuery>;

/** The broker document's paths, in its words: POST smart decides and executes, POST analyze records nothing, GET execution counts what came of it. */
export function brokerRoutes(server: Server, parts: BrokerRoutes): void {
  const { app, guard } = server;
  app.post(`${BASE}/orders/smart`, { onRequest: guard('orders:write') }, (request, reply) =>
    submit(request, reply, { server, parts }),
  );
  app.post(`${BASE}/orders/analyze`, { onRequest: guard('route:write') }, (request, reply) =>
    analyze(request, reply, { server, parts }),
  );
  const analytics = { onRequest: guard('orders:read'), config: { query: executionAnalyticsQuery } };
  app.get<{ Querystring: Days }>(`${BASE}/analytics/execution`, analytics, async (request, reply) => {
    const { days } = request.query;
    const toUs = parts.clock.nowUs();
    const clientId = principalOf(request).seesOnly;
    const filter = { clientId, instrumentId: null, from_us: toUs - days * DAY_US, to_us: toUs };
    const venues = await parts.statistics.venues(filter);
    const performance = await parts.statistics.performance(filter);
    return reply.send(executionAnalytics(filter, days, { venues, performance }));
  });
}

/** An order without an id is known by that of its request from here on. */
async function submit(
  request: FastifyRequest,
  reply: FastifyReply,
  { server, parts }: { server: Server; parts: BrokerRoutes },
): Promise<FastifyReply> {
  const read = readBrokerOrder(request.body, String(request.id), orderNames(server));
  if (!read.ok) return sendProblem(reply, 'INVALID_REQUEST', { errors: read.error });
  const { order, side } = read.value;
  const { clientId } = principalOf(request);
  const simulated = parts.isSimulated(clientId);
  const walked = await parts.pipeline.walk({ clientId, request: order, routeOnly: false, simulated });
  if (walked.repeated) void reply.header('idempotent-replay', 'true');
  if (!walked.outcome.ok) return refuse(reply, inBrokerWords(walked.outcome.error));
  return reply.send(orderRoutingResult(walked.outcome.value.response, side));
}

function analyze(
  request: FastifyRequest,
  reply: FastifyReply,
  { server, parts }: { server: Server; parts: BrokerRoutes },
): FastifyReply {
  const read = readBrokerOrder(request.body, String(request.id), orderNames(server));
  if (!read.ok) return sendProblem(reply, 'INVALID_REQUEST', { errors: read.error });
  const input = parts.pipeline.preview(principalOf(request).clientId, read.value.order);
  if (!input.ok) return refuse(reply, inBrokerWords(input.error));
  return reply.send(recommendationOf(input.value, parts.market));
}

function recommendationOf(input: PlanInput, market: Market): RoutingRecommendation {
  const { view, order } = input;
  const book = market.book(view.instrument.instrumentId);
  if (book === undefined) throw new Error(`a view of an instrument without a book: ${view.instrument.instrumentId}`);
  const quality = venueQuality(book, market.venuesOf(book), view.takenAtUs);
  const plan = planRoute(input);
  return {
    ...decidedView(routingOf(buildEvidence(input, plan)), order.side),
    symbol: order.instrumentId,
    side: order.side,
    weights: { ...plan.weights },
    brokerScores: brokerScores(rankVenues(input), quality, plan.weights),
    brokerProfiles: brokerProfiles(view, quality, order.side),
  };
}

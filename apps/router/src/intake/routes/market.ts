import { side } from '@fairlead/contracts/enums';
import { identifier } from '@fairlead/contracts/identifier';
import { named, objectiveName } from '@fairlead/contracts/names';
import { nbboView as nbbo } from '@fairlead/contracts/smart-routing';
import { smartRoutingRequest } from '@fairlead/contracts/smart-routing-request';
import {
  instrumentQuality,
  venueQuality as quality,
  venueOverall,
  venueRanking,
} from '@fairlead/contracts/venue-quality';
import { type VenueView, venueView } from '@fairlead/contracts/venue-view';
import { isoTime } from '@fairlead/contracts/wire-value';
import { formatScaled } from '@fairlead/core/money/scaled';
import { feeNote } from '@fairlead/core/venue/fees';
import { z } from 'zod';
import type { Pipeline } from '../../entry/pipeline.ts';
import type { Market } from '../../market-data/market.ts';
import { statusView } from '../../market-data/shown-status.ts';
import type { VenueHealth } from '../../market-data/venue-health.ts';
import { overallQuality, qualityByInstrument, venueQuality } from '../../market-data/venue-quality.ts';
import { rankVenues } from '../../market-data/venue-ranking.ts';
import type { SaidWord } from '../../market-data/venue-standing.ts';
import type { Clock } from '../../ports.ts';
import { nbboView } from '../../publish/wire.ts';
import { venueCapabilitiesOf } from '../../wire/venue-abilities.ts';
import { principalOf } from '../guard.ts';
import { readOrder } from '../order-request.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { refuse } from './orders.ts';

/** What the market routes work with. */
export interface MarketRoutes {
  readonly market: Market;
  readonly pipeline: Pick<Pipeline, 'preview'>;
  readonly clock: Clock;
}

/** One instrument, by its id. */
export const instrumentQuery = z.strictObject({ instrument_id: identifier(20) });

/** The order that venues are to be ranked for; by default with all terms weighed. */
const rankingQuery = smartRoutingRequest
  .pick({ instrument_id: true, side: true, quantity: true, routing_objective: true })
  .extend({ side: named(side), routing_objective: objectiveName.default('SMART') });

const NO_NAMES: ReadonlySet<string> = new Set();

/** GET nbbo, venues, venue quality (in an instrument, of a venue, over all) and rankings. */
export const marketRoutes: Routes<MarketRoutes> = async (app, { market, pipeline, clock }) => {
  const onRequest = app.guard('orders:read');
  const best = { querystring: instrumentQuery, response: { 200: nbbo } };
  app.get('/nbbo', { onRequest, schema: best }, async (request, reply) => {
    const { instrument_id: instrumentId } = request.query;
    const instrument = market.instrument(instrumentId);
    const nowUs = clock.nowUs();
    const found = market.nbbo(instrumentId, nowUs);
    if (instrument === undefined || found === undefined) return sendProblem(reply, 'NOT_FOUND');
    return reply.send(nbboView(found, instrument, nowUs));
  });
  app.get('/venues', { onRequest, schema: { response: { 200: z.array(venueView) } } }, async (_request, reply) =>
    reply.send(market.venues.map((health) => viewOf(health, market, clock.nowUs()))),
  );
  const ofVenues = { querystring: instrumentQuery, response: { 200: z.array(quality) } };
  app.get('/venues/quality', { onRequest, schema: ofVenues }, async (request, reply) => {
    const book = market.book(request.query.instrument_id);
    if (book === undefined) return sendProblem(reply, 'NOT_FOUND');
    return reply.send(venueQuality(book, market.venuesOf(book), clock.nowUs()));
  });
  const overall = { querystring: z.strictObject({}), response: { 200: z.array(venueOverall) } };
  app.get('/venues/quality/overall', { onRequest, schema: overall }, async () =>
    market.venues.map((health) => overallQuality(health, clock.nowUs())),
  );
  const ofOne = {
    params: z.object({ venue_id: z.string() }),
    querystring: z.strictObject({}),
    response: { 200: z.array(instrumentQuality) },
  };
  app.get('/venues/:venue_id/quality', { onRequest, schema: ofOne }, async (request, reply) => {
    const health = market.health(request.params.venue_id);
    return health === undefined
      ? sendProblem(reply, 'NOT_FOUND')
      : reply.send(qualityByInstrument(health, market, clock.nowUs()));
  });
  const ranked = { querystring: rankingQuery, response: { 200: z.array(venueRanking) } };
  app.get('/venues/rankings', { onRequest, schema: ranked }, async (request, reply) => {
    const like = { order_id: 'ranking', order_type: 'MARKET', time_in_force: 'IOC', ...request.query };
    const order = readOrder(smartRoutingRequest.parse(like), NO_NAMES);
    if (!order.ok) return sendProblem(reply, 'INVALID_REQUEST', { errors: order.error });
    const input = pipeline.preview(principalOf(request).clientId, order.value);
    if (!input.ok) return refuse(reply, input.error);
    return reply.send(rankVenues(input.value));
  });
};

function viewOf(health: VenueHealth, market: Market, nowUs: number): VenueView {
  const { venue, connected, said, abilities } = health;
  const fees = market.feesInForce(venue.venueId) ?? venue.fees;
  return {
    venue_id: venue.venueId,
    venue_name: venue.venueName,
    venue_type: venue.venueType,
    mic: venue.mic,
    ...statusView(health, nowUs),
    said: said === null ? null : saidView(said),
    connected,
    lit: venue.lit,
    protected: venue.protectedQuote,
    enabled: venue.enabled,
    priority: venue.priority,
    asset_class: venue.assetClass,
    take_fee: formatScaled(fees.takePerUnitE8, 8),
    make_fee: formatScaled(fees.makePerUnitE8, 8),
    take_ppm: fees.takePpm,
    make_ppm: fees.makePpm,
    fixed_fee: formatScaled(fees.fixedPerOrderE8, 8),
    fee_note: feeNote(fees.effectiveFrom),
    capabilities: abilities === null ? null : venueCapabilitiesOf(abilities),
  };
}

function saidView({ status, reason, actor, atUs }: SaidWord): VenueView['said'] {
  return { status, reason, actor, since: atUs === null ? null : isoTime(atUs) };
}

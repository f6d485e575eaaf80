import { side } from '@fairlead/contracts/enums';
import { identifier } from '@fairlead/contracts/identifier';
import { named, objectiveName } from '@fairlead/contracts/names';
import type { VenueView } from '@fairlead/contracts/smart-routing';
import { smartRoutingRequest } from '@fairlead/contracts/smart-routing';
import type { VenueQuality } from '@fairlead/contracts/venue-quality';
import { formatScaled } from '@fairlead/core/money/scaled';
import { feeNote } from '@fairlead/core/venue/fees';
import { z } from 'zod';
import type { Market } from '../../market-data/market.ts';
import type { VenueHealth } from '../../market-data/venue-health.ts';
import { venueQuality } from '../../market-data/venue-quality.ts';
import { rankVenues } from '../../market-data/venue-ranking.ts';
import type { Pipeline } from '../../pipeline.ts';
import type { Clock } from '../../ports.ts';
import { nbboView } from '../../publish/wire.ts';
import { principalOf } from '../guard.ts';
import { readOrder } from '../order-request.ts';
import { sendProblem } from '../problem.ts';
import type { Server } from '../server.ts';
import { refuse } from './orders.ts';

/** What the market routes work with. */
export interface MarketRoutes {
  readonly market: Market;
  readonly pipeline: Pick<Pipeline, 'preview'>;
  readonly clock: Clock;
}

const BASE = '/api/v1/smart-routing';

/** GET nbbo, venues, venue quality and rankings. */
export function marketRoutes({ app, guard }: Server, parts: MarketRoutes): void {
  const { market, clock } = parts;
  const read = { onRequest: guard('orders:read') };
  const readOne = { ...read, config: { query: instrumentQuery } };
  app.get<{ Querystring: InstrumentQuery }>(`${BASE}/nbbo`, readOne, async (request, reply) => {
    const { instrument_id: instrumentId } = request.query;
    const instrument = market.instrument(instrumentId);
    const nowUs = clock.nowUs();
    const nbbo = market.nbbo(instrumentId, nowUs);
    if (instrument === undefined || nbbo === undefined) return sendProblem(reply, 'NOT_FOUND');
    return reply.send(nbboView(nbbo, instrument, nowUs));
  });
  app.get(`${BASE}/venues`, read, async (_request, reply) =>
    reply.send(market.venues.map((health) => venueView(health, market))),
  );
  app.get<{ Querystring: InstrumentQuery }>(`${BASE}/venues/quality`, readOne, async (request, reply) => {
    const book = market.book(request.query.instrument_id);
    if (book === undefined) return sendProblem(reply, 'NOT_FOUND');
    const rows: VenueQuality[] = venueQuality(book, market.venuesOf(book), clock.nowUs());
    return reply.send(rows);
  });
  const rank = { ...read, config: { query: rankingQuery } };
  app.get<{ Querystring: z.infer<typeof rankingQuery> }>(`${BASE}/venues/rankings`, rank, async (request, reply) => {
    const like = { order_id: 'ranking', order_type: 'MARKET', time_in_force: 'IOC', ...request.query };
    const order = readOrder(like, NO_NAMES);
    if (!order.ok) return sendProblem(reply, 'INVALID_REQUEST', { errors: order.error });
    const input = parts.pipeline.preview(principalOf(request).clientId, order.value);
    if (!input.ok) return refuse(reply, input.error);
    return reply.send(rankVenues(input.value));
  });
}

/** The order that venues are to be ranked for; by default with all terms weighed. */
const rankingQuery = smartRoutingRequest
  .pick({ instrument_id: true, side: true, quantity: true, routing_objective: true })
  .extend({ side: named(side), routing_objective: objectiveName.default('SMART') });

const NO_NAMES: ReadonlySet<string> = new Set();

/** One instrument, by its id. */
export const instrumentQuery = z.strictObject({ instrument_id: identifier(20) });
export type InstrumentQuery = z.infer<typeof instrumentQuery>;

function venueView({ venue, status, connected }: VenueHealth, market: Market): VenueView {
  const fees = market.feesInForce(venue.venueId) ?? venue.fees;
  return {
    venue_id: venue.venueId,
    venue_name: venue.venueName,
    venue_type: venue.venueType,
    mic: venue.mic,
    status,
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
  };
}

import type { VenueQuality, VenueView } from '@fairlead/contracts/smart-routing';
import { formatScaled } from '@fairlead/core/money/scaled';
import { feeNote } from '@fairlead/core/venue/fees';
import type { Market } from '../../market-data/market.ts';
import type { VenueHealth } from '../../market-data/venue-health.ts';
import { venueQuality } from '../../market-data/venue-quality.ts';
import type { Clock } from '../../ports.ts';
import { nbboView } from '../../publish/wire.ts';
import { sendProblem } from '../problem.ts';
import type { Server } from '../server.ts';

const BASE = '/api/v1/smart-routing';

/** GET nbbo, venues and venue quality. */
export function marketRoutes({ app, guard }: Server, { market, clock }: { market: Market; clock: Clock }): void {
  const read = { preHandler: guard('orders:read') };
  app.get<{ Querystring: { instrument_id?: string } }>(`${BASE}/nbbo`, read, async (request, reply) => {
    const { instrument_id: instrumentId } = request.query;
    if (typeof instrumentId !== 'string') return missingInstrument(reply);
    const instrument = market.instrument(instrumentId);
    const nowUs = clock.nowUs();
    const nbbo = market.nbbo(instrumentId, nowUs);
    if (instrument === undefined || nbbo === undefined) return sendProblem(reply, 'NOT_FOUND');
    return reply.send(nbboView(nbbo, instrument, nowUs));
  });
  app.get(`${BASE}/venues`, read, async (_request, reply) =>
    reply.send(market.venues.map((health) => venueView(health, market))),
  );
  app.get<{ Querystring: { instrument_id?: string } }>(`${BASE}/venues/quality`, read, async (request, reply) => {
    const { instrument_id: instrumentId } = request.query;
    if (typeof instrumentId !== 'string') return missingInstrument(reply);
    const book = market.book(instrumentId);
    if (book === undefined) return sendProblem(reply, 'NOT_FOUND');
    const rows: VenueQuality[] = venueQuality(book, market.venuesOf(book));
    return reply.send(rows);
  });
}

/** Answers that one instrument must be named. */
export function missingInstrument(reply: Parameters<typeof sendProblem>[0]) {
  return sendProblem(reply, 'INVALID_REQUEST', {
    errors: [{ path: 'instrument_id', code: 'REQUIRED', message: 'Name one instrument: ?instrument_id=AAPL' }],
  });
}

function venueView({ venue, status, condition }: VenueHealth, market: Market): VenueView {
  const fees = market.feesInForce(venue.venueId) ?? venue.fees;
  return {
    venue_id: venue.venueId,
    venue_name: venue.venueName,
    venue_type: venue.venueType,
    mic: venue.mic,
    status,
    connected: condition.connected,
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

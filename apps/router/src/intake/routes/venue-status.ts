import { venueQuality as qualityView, venueStatusUpdate } from '@fairlead/contracts/venue-quality';
import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { VenueStatus } from '@fairlead/core/venue/venue';
import { z } from 'zod';
import type { Market } from '../../market-data/market.ts';
import { venueQuality } from '../../market-data/venue-quality.ts';
import { venueUpdate } from '../../market-data/venue-status.ts';
import type { Clock, Publisher } from '../../ports.ts';
import type { Principal } from '../access.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { instrumentQuery } from './market.ts';

/** A person's word on a venue, to be kept and audited; a null status takes the last one back. */
export interface StatusWord {
  readonly venueId: string;
  readonly status: VenueStatus | null;
  readonly reason: string;
  readonly by: Pick<Principal, 'kind' | 'name'>;
  readonly traceId: string;
}

/** What the status route works with. `keep` makes the word durable together with its audit entry. */
export interface VenueStatusRoutes {
  readonly market: Market;
  readonly hub: Publisher;
  readonly clock: Clock;
  readonly keepStatus: (word: StatusWord) => Promise<unknown>;
}

/**
 * POST a venue's status. RESTRICTED and OFFLINE take it out at once; SLOW and CONGESTED are shown unless worse is measured; ACTIVE leaves it
 * to what is measured. Durable and audited before it holds, and over a restart. Answers with the venue's quality in an instrument, the
 * one that is named by `?instrument_id=` or else the first that it trades.
 */
export const venueStatusRoutes: Routes<VenueStatusRoutes> = async (app, parts) => {
  const { market, hub, clock } = parts;
  const schema = {
    params: z.object({ venue_id: z.string() }),
    querystring: instrumentQuery.partial(),
    body: venueStatusUpdate,
    response: { 200: qualityView },
  };
  app.post('/venues/:venue_id/status', { onRequest: app.guard('venues:write'), schema }, async (request, reply) => {
    const health = market.health(request.params.venue_id);
    const book = bookOf(market, request.params.venue_id, request.query.instrument_id);
    if (health === undefined || book === undefined) return sendProblem(reply, 'NOT_FOUND');
    const { venueId } = health.venue;
    const status = request.body.status === 'ACTIVE' ? null : request.body.status;
    const by = principalOf(request);
    await parts.keepStatus({ venueId, status, reason: request.body.reason, by, traceId: String(request.id) });
    health.standing.setSaid(status);
    hub.publish('VENUE_UPDATE', venueUpdate(health));
    const quality = venueQuality(book, market.venuesOf(book), clock.nowUs()).find((row) => row.venue_id === venueId);
    if (quality === undefined) throw new Error(`${venueId} is not in the book that it was found in`);
    return reply.send(quality);
  });
};

/** The book of the named instrument, or of the first one, that has the venue in it. */
function bookOf(market: Market, venueId: string, named: string | undefined): InstrumentBook | undefined {
  const instrumentIds = named === undefined ? market.instrumentIds : [named];
  const books = instrumentIds.map((instrumentId) => market.book(instrumentId));
  return books.find((book) => book?.row(venueId) !== undefined);
}

import { venueStatusUpdate } from '@fairlead/contracts/venue-quality';
import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { VenueStatus } from '@fairlead/core/venue/venue';
import type { Market } from '../../market-data/market.ts';
import { venueQuality } from '../../market-data/venue-quality.ts';
import { venueUpdate } from '../../market-data/venue-status.ts';
import type { Clock, Publisher } from '../../ports.ts';
import type { Principal } from '../access.ts';
import { principalOf } from '../guard.ts';
import { faultsOf, sendProblem } from '../problem.ts';
import type { Server } from '../server.ts';
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

const PATH = '/api/v1/smart-routing/venues/:venue_id/status';

/**
 * POST a venue's status. RESTRICTED and OFFLINE take it out at once; SLOW and CONGESTED are shown unless worse is measured; ACTIVE leaves it
 * to what is measured. Durable and audited before it holds, and over a restart. Answers with the venue's quality in an instrument, the
 * one that is named by `?instrument_id=` or else the first that it trades.
 */
export function venueStatusRoutes({ app, guard }: Server, parts: VenueStatusRoutes): void {
  const write = { onRequest: guard('venues:write'), config: { query: instrumentQuery.partial() } };
  app.post<{ Params: { venue_id: string }; Querystring: { instrument_id?: string } }>(
    PATH,
    write,
    async (request, reply) => {
      const { market, hub, clock } = parts;
      const health = market.health(request.params.venue_id);
      const book = bookOf(market, request.params.venue_id, request.query.instrument_id);
      if (health === undefined || book === undefined) return sendProblem(reply, 'NOT_FOUND');
      const body = venueStatusUpdate.safeParse(request.body);
      if (!body.success) return sendProblem(reply, 'INVALID_REQUEST', { errors: faultsOf(body.error) });
      const { venueId } = health.venue;
      const status = body.data.status === 'ACTIVE' ? null : body.data.status;
      const by = principalOf(request);
      await parts.keepStatus({ venueId, status, reason: body.data.reason, by, traceId: String(request.id) });
      health.setSaid(status);
      hub.publish('VENUE_UPDATE', venueUpdate(health));
      return reply.send(
        venueQuality(book, market.venuesOf(book), clock.nowUs()).find((row) => row.venue_id === venueId),
      );
    },
  );
}

/** The book of the named instrument, or of the first one, that has the venue in it. */
function bookOf(market: Market, venueId: string, named: string | undefined): InstrumentBook | undefined {
  const instrumentIds = named === undefined ? market.instrumentIds : [named];
  const books = instrumentIds.map((instrumentId) => market.book(instrumentId));
  return books.find((book) => book?.row(venueId) !== undefined);
}

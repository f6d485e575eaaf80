import { venueStatusTaken, venueStatusUpdate } from '@fairlead/contracts/venue-quality';
import type { InstrumentBook } from '@fairlead/core/market/instrument-book';
import type { VenueStatus } from '@fairlead/core/venue/venue';
import type { Saying } from '@fairlead/db/repositories/venue-memory-repository';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Market } from '../../market-data/market.ts';
import type { VenueHealth } from '../../market-data/venue-health.ts';
import { venueQuality } from '../../market-data/venue-quality.ts';
import { venueUpdate } from '../../market-data/venue-status.ts';
import type { Clock, Hash, Ids, Publisher } from '../../ports.ts';
import type { Principal } from '../access.ts';
import { uuidOf } from '../acts.ts';
import { mayRunVenues, OF_THE_FIRM } from '../firm-venues.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { traceIdOf } from '../trace.ts';
import { instrumentQuery } from './market.ts';

/** A person's word on a venue, to be kept and audited; a null status takes the last one back. */
export interface StatusWord {
  readonly venueId: string;
  readonly status: VenueStatus | null;
  readonly reason: string;
  readonly by: Pick<Principal, 'kind' | 'id' | 'name'>;
  readonly traceId: string;
  /** The entry of the audit that it will have: made of the key of the act where it has one. */
  readonly auditId: string;
  readonly atUs: number;
}

/** What the status route works with. `keepStatus` makes the word durable together with its audit entry. */
export interface VenueStatusRoutes {
  readonly market: Market;
  readonly hub: Publisher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hash: Hash;
  readonly keepStatus: (word: StatusWord) => Promise<Saying>;
}

/**
 * POST a venue's status. RESTRICTED and OFFLINE take it out at once; SLOW and CONGESTED are shown unless worse is measured; ACTIVE leaves it
 * to what is measured. Durable and audited before it holds, and over a restart; done once by its key. Answers with the venue's quality in an instrument, the
 * one that is named by `?instrument_id=` or else the first that it trades.
 */
export const venueStatusRoutes: Routes<VenueStatusRoutes> = async (app, parts) => {
  const { market } = parts;
  const schema = {
    params: z.object({ venue_id: z.string() }),
    querystring: instrumentQuery.partial(),
    body: venueStatusUpdate,
    response: { 200: venueStatusTaken },
  };
  app.post('/venues/:venue_id/status', { onRequest: app.guard('venues:write'), schema }, async (request, reply) => {
    const by = principalOf(request);
    if (!mayRunVenues(by)) return sendProblem(reply, 'FORBIDDEN', { detail: OF_THE_FIRM });
    const health = market.health(request.params.venue_id);
    const book = bookOf(market, request.params.venue_id, request.query.instrument_id);
    if (health === undefined || book === undefined) return sendProblem(reply, 'NOT_FOUND');
    const { status, reason, idempotency_key: key } = request.body;
    const { venueId } = health.venue;
    const word: StatusWord = {
      ...{ venueId, reason, by, traceId: traceIdOf(request), atUs: parts.clock.nowUs() },
      status: status === 'ACTIVE' ? null : status,
      auditId: auditIdOf(parts, { by, venueId, key: key ?? null }),
    };
    const said = await parts.keepStatus(word);
    if (said.kind === 'NO_SUCH_VENUE') return sendProblem(reply, 'NOT_FOUND');
    if (said.kind === 'SAID_BEFORE' && !said.isTheSame) return sendProblem(reply, 'ACT_CONFLICT');
    if (said.kind === 'SAID') take(word, health, parts);
    else void reply.header('idempotent-replay', 'true');
    return answer(reply, { health, book, parts, auditId: word.auditId });
  });
};

/** Sent again with its key, a word has the entry of the first. */
function auditIdOf(
  { ids, hash }: Pick<VenueStatusRoutes, 'ids' | 'hash'>,
  { by, venueId, key }: { readonly by: Principal; readonly venueId: string; readonly key: string | null },
): string {
  if (key === null) return ids.next();
  return uuidOf(hash(JSON.stringify(['VENUE_STATUS', by.kind, by.id, venueId, key.toLowerCase()])));
}

/** A word that is kept holds from here on, and is told. */
function take({ status, reason, by, atUs }: StatusWord, health: VenueHealth, { hub, clock }: VenueStatusRoutes): void {
  health.say(status === null ? null : { status, reason, actor: by.name, atUs });
  hub.publish('VENUE_UPDATE', venueUpdate(health, clock.nowUs()));
}

interface Answer {
  readonly health: VenueHealth;
  readonly book: InstrumentBook;
  readonly parts: VenueStatusRoutes;
  readonly auditId: string;
}

function answer(reply: FastifyReply, { health, book, parts, auditId }: Answer): FastifyReply {
  const { venueId } = health.venue;
  const venues = parts.market.venuesOf(book);
  const quality = venueQuality(book, venues, parts.clock.nowUs()).find((row) => row.venue_id === venueId);
  if (quality === undefined) throw new Error(`${venueId} is not in the book that it was found in`);
  return reply.send({ ...quality, audit_id: auditId });
}

/** The book of the named instrument, or of the first one, that has the venue in it. */
function bookOf(market: Market, venueId: string, named: string | undefined): InstrumentBook | undefined {
  const instrumentIds = named === undefined ? market.instrumentIds : [named];
  const books = instrumentIds.map((instrumentId) => market.book(instrumentId));
  return books.find((book) => book?.row(venueId) !== undefined);
}

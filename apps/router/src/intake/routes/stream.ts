import { type StreamEnd, type StreamMessage, streamMessage, streamQuery } from '@fairlead/contracts/stream';
import { isoTime } from '@fairlead/contracts/wire-value';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Market } from '../../market-data/market.ts';
import type { Clock, Log, RulesInForce, Timers } from '../../ports.ts';
import type { StreamHub } from '../../publish/stream-hub.ts';
import type { StreamReader } from '../../publish/stream-reading.ts';
import type { Access } from '../access.ts';
import type { CheckWatch } from '../check-watch.ts';
import { principalOf } from '../guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import { eventReader } from '../stream/event-reader.ts';
import { socketReader } from '../stream/socket-reader.ts';
import { readWish, type StreamWish } from '../stream/wish.ts';
import { logOf, traceHeaders } from '../trace.ts';

/** What the stream stands on. */
export interface StreamRoutes {
  readonly hub: StreamHub;
  readonly access: Access;
  readonly market: Market;
  readonly checks: CheckWatch;
  readonly ruleBook: RulesInForce;
  readonly modelVersion: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

const READERS_MAX = 2_000;
const SCOPE = 'orders:read';
const EVENTS = {
  description: 'Server-sent events, or the messages of a WebSocket: each has one of these as its data.',
  content: { 'text/event-stream': { schema: streamMessage } },
};

/**
 * GET stream, as WebSocket where the client asks for an upgrade and as server-sent events otherwise. What is asked is read before either
 * begins, so that a misspelt wish gets its problem document.
 */
export const streamRoutes: Routes<StreamRoutes> = async (app, parts) => {
  const wishes = new WeakMap<FastifyRequest, StreamWish>();
  const wishOf = (request: FastifyRequest): StreamWish => {
    const wish = wishes.get(request);
    if (wish === undefined) throw new Error('a stream was opened before its wish was read');
    return wish;
  };
  app.route({
    method: 'GET',
    url: '/stream',
    onRequest: app.guard(SCOPE),
    schema: { querystring: streamQuery, response: { 200: EVENTS } },
    preHandler: async (request, reply) => {
      const wish = readWish(request.query, request.headers['last-event-id'], parts.market);
      if (Array.isArray(wish)) return sendProblem(reply, 'INVALID_REQUEST', { errors: wish });
      if (parts.hub.readerCount >= READERS_MAX) return sendProblem(reply, 'TOO_MANY_READERS');
      wishes.set(request, wish);
      return undefined;
    },
    handler: async (request, reply) => serveEvents(request, reply, { parts, wish: wishOf(request) }),
    wsHandler: (socket, request) => serveSocket(socket, request, { parts, wish: wishOf(request) }),
  });
};

interface Opening {
  readonly parts: StreamRoutes;
  readonly wish: StreamWish;
}

function serveEvents(request: FastifyRequest, reply: FastifyReply, opening: Opening): FastifyReply | undefined {
  // A request in the pipe behind another answer would wait for that without an end to what is kept for it.
  if (reply.raw.socket === null)
    return sendProblem(reply, 'INVALID_REQUEST', { detail: 'A stream needs a connection of its own.' });
  const { raw } = reply.hijack();
  if (raw.destroyed) return undefined;
  let end = (_why: StreamEnd | null) => {};
  raw.on('error', () => end(null));
  raw.on('close', () => end(null));
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
    ...traceHeaders(request),
  });
  end = open(request, eventReader(raw, opening.parts.timers), opening);
  return undefined;
}

function serveSocket(socket: WebSocket, request: FastifyRequest, opening: Opening): void {
  const { clock, timers } = opening.parts;
  let end = (_why: StreamEnd | null) => {};
  const link = { socket, wire: request.raw.socket, clock, timers };
  const reader = socketReader(link, (why) => end(why));
  socket.on('error', () => end(null));
  socket.on('close', () => end(null));
  end = open(request, reader, opening);
}

type Transport = ReturnType<typeof eventReader>;

/** Says how the router stands and begins the reader. Returns how to end it. */
function open(
  request: FastifyRequest,
  transport: Transport,
  { parts, wish }: Opening,
): (why: StreamEnd | null) => void {
  const { hub, access, log } = parts;
  const principal = principalOf(request);
  const reader: StreamReader = {
    ...transport,
    topics: wish.topics,
    wants: (message) => wish.wants(message, principal),
    drop: (why) => {
      logOf(request, log).info({ why }, 'the router ended a stream');
      transport.drop(why);
    },
    mayRead: () => access.stillProves(principal, SCOPE),
  };
  transport.offer(null, JSON.stringify(statusMessage(parts, wish.fromSeq)));
  transport.flush();
  return hub.open(reader, wish.fromSeq);
}

function statusMessage(parts: StreamRoutes, fromSeq: number | null): StreamMessage {
  const nowUs = parts.clock.nowUs();
  const { oldestSeq, nextSeq } = parts.hub.range;
  const checks = parts.checks.look().map(({ name, ready, detail }) => ({ name, ready, detail }));
  return {
    type: 'STATUS',
    seq: Math.max(0, Math.min(fromSeq ?? nextSeq, nextSeq) - 1),
    timestamp: isoTime(nowUs),
    data: {
      oldest_seq: oldestSeq,
      next_seq: nextSeq,
      ready: checks.every(({ ready }) => ready),
      checks,
      versions: {
        engine: ENGINE_VERSION,
        model: parts.modelVersion,
        rules: parts.ruleBook.inForce(nowUs).version,
      },
    },
  };
}

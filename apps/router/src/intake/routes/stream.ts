import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Published, StreamHub, StreamReader } from '../../publish/stream-hub.ts';
import type { Principal } from '../access.ts';
import { principalOf } from '../guard.ts';
import type { Server } from '../server.ts';

/** Bytes that may wait for a reader before it is dropped. */
const BACKLOG_BYTES = 1_048_576;

interface Query {
  readonly topics?: string;
  readonly instrument_id?: string;
  readonly from_seq?: string;
}

/** GET stream, as WebSocket where the client asks for an upgrade and as server-sent events otherwise. */
export function streamRoutes({ app, guard }: Server, hub: StreamHub): void {
  app.route<{ Querystring: Query }>({
    method: 'GET',
    url: '/api/v1/smart-routing/stream',
    onRequest: guard('orders:read'),
    handler: (request, reply) => serveEvents(request, reply, hub),
    wsHandler: (socket, request) => serveSocket(socket, request as FastifyRequest<{ Querystring: Query }>, hub),
  });
}

function serveEvents(request: FastifyRequest<{ Querystring: Query }>, reply: FastifyReply, hub: StreamHub): void {
  const { raw } = reply.hijack();
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-trace-id': String(request.id),
  });
  raw.write(': open\n\n');
  const reader: StreamReader = {
    topics: topicsOf(request.query),
    wants: wantsOf(principalOf(request), request.query),
    offer: (seq, json) => {
      raw.write(`id: ${seq}\ndata: ${json}\n\n`);
      return raw.writableLength < BACKLOG_BYTES;
    },
    drop: (reason) => raw.end(`event: dropped\ndata: ${JSON.stringify({ reason })}\n\n`),
  };
  const lastSeen = request.headers['last-event-id'];
  const end = hub.open(reader, fromSeq(request.query, typeof lastSeen === 'string' ? lastSeen : undefined));
  raw.on('close', end);
}

function serveSocket(socket: WebSocket, request: FastifyRequest<{ Querystring: Query }>, hub: StreamHub): void {
  const reader: StreamReader = {
    topics: topicsOf(request.query),
    wants: wantsOf(principalOf(request), request.query),
    offer: (_seq, json) => {
      socket.send(json);
      return socket.bufferedAmount < BACKLOG_BYTES;
    },
    drop: (reason) => socket.close(1013, reason),
  };
  const end = hub.open(reader, fromSeq(request.query, undefined));
  socket.on('close', end);
  socket.on('error', end);
}

/** What this reader may see and asked for. A client sees only its own orders; market and venue news are everybody's. */
function wantsOf(principal: Principal, query: Query): (message: Published) => boolean {
  const topics = topicsOf(query);
  return (message) => {
    if (topics === null ? message.type === 'NBBO' : !topics.has(message.type)) return false;
    if (
      query.instrument_id !== undefined &&
      'instrument_id' in message.data &&
      message.data.instrument_id !== query.instrument_id
    )
      return false;
    if (principal.seesOnly === null) return true;
    if (message.type === 'ALERT') return false;
    return !('client_id' in message.data) || message.data.client_id === principal.seesOnly;
  };
}

function topicsOf(query: Query): ReadonlySet<string> | null {
  return query.topics === undefined ? null : new Set(query.topics.split(','));
}

function fromSeq(query: Query, lastSeen: string | undefined): number | null {
  if (query.from_seq !== undefined && /^\d{1,16}$/.test(query.from_seq)) return Number(query.from_seq);
  return lastSeen !== undefined && /^\d{1,16}$/.test(lastSeen) ? Number(lastSeen) + 1 : null;
}

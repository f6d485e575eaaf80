import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { z } from 'zod';
import { endFault, faultKinds, setFault, setFaults } from '../faults/fault.ts';
import type { FaultBoard } from '../faults/fault-board.ts';
import type { ServedVenue } from '../session/venue-server.ts';
import type { Simulator } from '../simulator.ts';
import { instrumentTruth, ordersTruth, truth } from './truth.ts';

const BODY_BYTES_MAX = 65_536;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** What the control port tells about the rest of the process. */
export interface ControlParts {
  readonly simulator: Simulator;
  readonly malformedLines: () => number;
}

/** The control port: health, faults, the venues' books of orders and the ground truth, for this machine only. */
export class ControlServer {
  readonly #parts: ControlParts;
  readonly #server: Server;

  constructor(parts: ControlParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => {
      this.#answer(request).then(
        (answer) => send(response, answer),
        () => send(response, { status: 500, body: { error: 'INTERNAL' } }),
      );
    });
  }

  /** Opens the port on loopback. Returns the port, which the system chooses where 0 was asked for. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve());
    });
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    // A page in a browser could reach loopback under another name; it cannot forge the name that it was asked by.
    if (!LOOPBACK_HOST.test(request.headers.host ?? '')) return refused(403, 'NOT_LOOPBACK');
    const url = new URL(request.url ?? '/', 'http://localhost');
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /health':
        return { status: 200, body: this.#health() };
      case 'GET /truth':
        return this.#truth(url.searchParams.get('instrument_id'));
      case 'GET /faults':
        return this.#ofVenues(url.searchParams.get('venue_id'), faultsOf);
      case 'GET /orders':
        return this.#ofVenues(url.searchParams.get('venue_id'), ordersTruth);
      case 'GET /faults/kinds':
        return { status: 200, body: { kinds: faultKinds() } };
      case 'POST /faults':
        return this.#change(request, setFaults, (board, { faults }) => board.replace(faults));
      case 'POST /faults/on':
        return this.#change(request, setFault, (board, { fault }) => board.set(fault));
      case 'POST /faults/off':
        return this.#change(request, endFault, (board, { kind }) => board.end(kind));
      default:
        return refused(404, 'NOT_FOUND');
    }
  }

  #health(): object {
    const { simulator } = this.#parts;
    const venues = [...simulator.venues.values()].map(({ venue, gateway }) => ({
      venue_id: venue.venue.venueId,
      sessions: gateway.sessionCount,
      faults: venue.faults.list().map((fault) => fault.kind),
      orders: venue.counters.orders,
      fills: venue.counters.fills,
      rejects: venue.counters.rejects,
      repeated_child_ids: venue.counters.repeatedChildIds,
      misses: venue.misses.counts,
      asked_blind: venue.misses.askedBlind,
    }));
    return {
      status: 'ok',
      quotes_shown: simulator.quotesShown,
      malformed_lines: this.#parts.malformedLines(),
      venues,
    };
  }

  #truth(instrumentId: string | null): Answer {
    if (instrumentId === null) return { status: 200, body: truth(this.#parts.simulator) };
    const body = instrumentTruth(this.#parts.simulator, instrumentId);
    return body === null ? refused(404, 'UNKNOWN_INSTRUMENT') : { status: 200, body };
  }

  /** What `tell` says of one venue, or of all where none is named. */
  #ofVenues(venueId: string | null, tell: (served: ServedVenue) => object): Answer {
    const served = [...this.#parts.simulator.venues.values()];
    const asked = venueId === null ? served : served.filter(({ venue }) => venue.venue.venueId === venueId);
    if (asked.length === 0) return refused(404, 'UNKNOWN_VENUE');
    return { status: 200, body: { venues: asked.map(tell) } };
  }

  /** Changes the faults of the venue that the body names, and answers with what they are then. */
  async #change<Body extends { readonly venue_id: string }>(
    request: IncomingMessage,
    schema: z.ZodType<Body>,
    change: (board: FaultBoard, body: Body) => void,
  ): Promise<Answer> {
    if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return refused(415, 'NOT_JSON');
    const text = await readBody(request);
    if (text === null) return refused(413, 'TOO_LARGE');
    const read = schema.safeParse(parseJson(text));
    if (!read.success) {
      const issues = read.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
      return { status: 400, body: { error: 'INVALID', issues } };
    }
    const served = this.#parts.simulator.venues.get(read.data.venue_id);
    if (served === undefined) return refused(404, 'UNKNOWN_VENUE');
    change(served.venue.faults, read.data);
    return this.#ofVenues(read.data.venue_id, faultsOf);
  }
}

function faultsOf({ venue }: ServedVenue): object {
  return { venue_id: venue.venue.venueId, faults: venue.faults.list() };
}

function refused(status: number, error: string): Answer {
  return { status, body: { error } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The whole body as text, or null where it is larger than anything that this port takes. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > BODY_BYTES_MAX) return null;
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

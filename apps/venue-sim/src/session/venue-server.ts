import { createServer, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { eachLine } from '@fairlead/contracts/each-line';
import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import type { Clock, Timer } from '../clock.ts';
import type { SimulatedVenue } from '../venue/simulated-venue.ts';
import { type Inbound, readInbound } from './inbound-message.ts';
import type { VenueGateway } from './venue-gateway.ts';
import { VenueSession } from './venue-session.ts';

const HEARTBEAT_US = 1_000_000;
const LOGON_WITHIN_US = 10_000_000;
const CONNECTIONS_MAX = 512;
/** The longest line that is read; anything longer is no message of this protocol. */
export const LINE_LENGTH_MAX = 65_536;

/** A venue with the sessions that talk to it. */
export interface ServedVenue {
  readonly venue: SimulatedVenue;
  readonly gateway: VenueGateway;
}

type Logon = Extract<ToVenue, { type: 'logon' }>;

interface Connection {
  readonly socket: Duplex;
  readonly logonTimer: Timer;
  session: { readonly served: ServedVenue; readonly venueSession: VenueSession } | null;
}

/** The socket door of all venues: each connection logs on to one of them and then speaks with it alone. */
export class VenueServer {
  /** Lines that were no message. */
  malformedLines = 0;
  readonly #venues: ReadonlyMap<string, ServedVenue>;
  readonly #clock: Clock;
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  #heartbeat: Timer | null = null;

  constructor(venues: ReadonlyMap<string, ServedVenue>, clock: Clock) {
    this.#venues = venues;
    this.#clock = clock;
    this.#server = createServer((socket) => {
      socket.setNoDelay(true);
      socket.setKeepAlive(true);
      this.accept(socket);
    });
    this.#server.maxConnections = CONNECTIONS_MAX;
  }

  /** Opens the door. Returns the port, which the system chooses where 0 was asked for. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => resolve());
    });
    this.beat();
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Cuts every connection and closes the door. */
  async close(): Promise<void> {
    this.#heartbeat?.cancel();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Says every second that the venues live, from now on. */
  beat(): void {
    this.#heartbeat = this.#clock.afterRoughly(HEARTBEAT_US, () => this.beat());
    for (const { gateway } of this.#venues.values()) gateway.heartbeat();
  }

  /** Takes a connection that has come in, by whatever way. */
  accept(socket: Duplex): void {
    const connection: Connection = {
      socket,
      logonTimer: this.#clock.afterRoughly(LOGON_WITHIN_US, () => socket.destroy()),
      session: null,
    };
    this.#sockets.add(socket);
    eachLine(socket, {
      longest: LINE_LENGTH_MAX,
      take: (line) => this.#take(connection, readInbound(line)),
      tooLong: () => {
        this.malformedLines += 1;
        socket.destroy();
      },
    });
    // A reset by the peer is an ordinary end; `close` follows and does what is to be done.
    socket.on('error', () => {});
    socket.on('close', () => this.#closed(connection));
  }

  #closed(connection: Connection): void {
    connection.logonTimer.cancel();
    this.#sockets.delete(connection.socket);
    connection.session?.served.gateway.detach(connection.session.venueSession);
  }

  #take(connection: Connection, inbound: Inbound): void {
    if (connection.socket.destroyed) return;
    if (inbound.kind === 'MALFORMED') this.#refuseMalformed(connection, inbound.newChildId);
    else if (inbound.message.type === 'logon') this.#logon(connection, inbound.message);
    else if (connection.session === null) connection.socket.destroy();
    else connection.session.served.venue.receive(connection.session.venueSession.sessionId, inbound.message);
  }

  #logon(connection: Connection, logon: Logon): void {
    const served = this.#venues.get(logon.venue_id);
    // A second logon on one connection has no meaning, and an unknown or disconnected venue has no answer.
    if (served === undefined || connection.session !== null || !served.gateway.acceptsLogons) {
      connection.socket.destroy();
      return;
    }
    connection.logonTimer.cancel();
    const venueSession = new VenueSession(logon.session_id, connection.socket);
    connection.session = { served, venueSession };
    const { epoch, capabilities } = served.venue;
    const quotes = served.venue.shownQuotes();
    const notTrading = served.venue.trading.notTrading();
    served.gateway.attach(venueSession, { venueId: logon.venue_id, epoch, capabilities, quotes, notTrading });
  }

  /** A garbled line is not acted on. Where it still names a new child order the sender is told, else it is only counted. */
  #refuseMalformed(connection: Connection, childId: string | null): void {
    this.malformedLines += 1;
    if (connection.session === null) {
      connection.socket.destroy();
      return;
    }
    if (childId === null) return;
    connection.session.venueSession.send({
      type: 'reject',
      child_id: childId,
      code: 'MALFORMED',
      message: 'the message does not have the shape of the protocol',
      order_fault: true,
      time_us: this.#clock.nowUs(),
    });
  }
}

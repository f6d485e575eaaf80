import { connect, type Socket } from 'node:net';
import { eachLine } from '@fairlead/contracts/each-line';
import { type FromVenue, fromVenue } from '@fairlead/contracts/venue-protocol';

type Wanted = (message: FromVenue) => boolean;

/** A bare client of the venue socket: what it is sent is checked against the protocol and kept until it is asked for. */
export class SocketClient {
  readonly socket: Socket;
  /** Settles when the connection has ended, for whatever reason. */
  readonly closed: Promise<void>;
  readonly #inbox: FromVenue[] = [];
  #waiting: { wanted: Wanted; resolve: (message: FromVenue) => void } | null = null;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    eachLine(this.socket, {
      longest: Number.POSITIVE_INFINITY,
      take: (line) => this.#take(fromVenue.parse(JSON.parse(line))),
      tooLong: () => {},
    });
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  /** Connects, logs on and waits for the answer. */
  static async logon(port: number, venueId: string, sessionId = 's1'): Promise<SocketClient> {
    const client = new SocketClient(port);
    client.send({ type: 'logon', venue_id: venueId, session_id: sessionId });
    await client.next((message) => message.type === 'logged_on');
    return client;
  }

  send(message: object): void {
    this.raw(`${JSON.stringify(message)}\n`);
  }

  raw(text: string): void {
    this.socket.write(text);
  }

  /** The next message that is wanted; those before it are dropped. */
  next(wanted: Wanted): Promise<FromVenue> {
    const index = this.#inbox.findIndex(wanted);
    const found = this.#inbox[index];
    if (found !== undefined) {
      this.#inbox.splice(0, index + 1);
      return Promise.resolve(found);
    }
    this.#inbox.length = 0;
    return new Promise((resolve) => {
      this.#waiting = { wanted, resolve };
    });
  }

  /** The next so many messages about orders. */
  async reports(count: number): Promise<FromVenue[]> {
    const found: FromVenue[] = [];
    while (found.length < count) found.push(await this.next((message) => 'child_id' in message));
    return found;
  }

  /** The next quote of an instrument. */
  async quote(instrumentId: string): Promise<Extract<FromVenue, { type: 'quote' }>> {
    const message = await this.next((each) => each.type === 'quote' && each.instrument_id === instrumentId);
    if (message.type !== 'quote') throw new Error('not a quote');
    return message;
  }

  end(): void {
    this.socket.destroy();
  }

  #take(message: FromVenue): void {
    const waiting = this.#waiting;
    if (waiting === null) {
      this.#inbox.push(message);
    } else if (waiting.wanted(message)) {
      this.#waiting = null;
      waiting.resolve(message);
    }
  }
}

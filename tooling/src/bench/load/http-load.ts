import { connect, type Socket } from 'node:net';

/** Where a load goes. */
export interface Target {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One answer, as far as a load looks at it. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

interface Waiting {
  readonly request: string;
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

const HEAD_END = '\r\n\r\n';
const LENGTH = 'content-length: ';
const STATUS_AT = { from: 9, to: 12 } as const;
const ZERO = 48;
const NINE = 57;

/**
 * A bare HTTP/1.1 client over a fixed number of kept connections, one request at a time on each: it costs so little that the server is what
 * is measured. Knows only answers with a content-length, as Fastify gives them. Requests wait in line for a free connection.
 */
export class HttpLoad {
  readonly #head: string;
  readonly #idle: Connection[] = [];
  readonly #all: Connection[] = [];
  readonly #line: Waiting[] = [];
  #first = 0;

  private constructor({ path, port, headers }: Target) {
    const lines = [
      `POST ${path} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      'content-type: application/json',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    this.#head = `${lines.join('\r\n')}\r\n${LENGTH}`;
  }

  /** Connects them all. */
  static async open(target: Target, connections: number): Promise<HttpLoad> {
    const load = new HttpLoad(target);
    for (let index = 0; index < connections; index++) {
      const connection = await Connection.open(target.port, (freed) => load.#freed(freed));
      load.#all.push(connection);
      load.#idle.push(connection);
    }
    return load;
  }

  /** Posts a JSON text. Rejects when the connection breaks; every status is an answer. */
  post(body: string): Promise<Answer> {
    return new Promise((settle, fail) => {
      const request = `${this.#head}${Buffer.byteLength(body)}${HEAD_END}${body}`;
      // The one that has been idle longest: a server closes those that stay silent.
      const connection = this.#idle.shift();
      if (connection === undefined) this.#line.push({ request, settle, fail });
      else connection.send({ request, settle, fail });
    });
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }

  #freed(connection: Connection): void {
    const waiting = this.#line[this.#first];
    if (waiting === undefined) {
      this.#idle.push(connection);
      return;
    }
    this.#first += 1;
    if (this.#first === this.#line.length) {
      this.#line.length = 0;
      this.#first = 0;
    }
    connection.send(waiting);
  }
}

class Connection {
  readonly #socket: Socket;
  readonly #onFree: (connection: Connection) => void;
  #waiting: Waiting | null = null;
  #received: Buffer | null = null;

  private constructor(socket: Socket, onFree: (connection: Connection) => void) {
    this.#socket = socket;
    this.#onFree = onFree;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error) => this.#break(error));
    socket.on('close', () => this.#break(new Error('the server closed the connection')));
  }

  static open(port: number, onFree: (connection: Connection) => void): Promise<Connection> {
    return new Promise((fulfil, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        fulfil(new Connection(socket, onFree));
      });
    });
  }

  send(waiting: Waiting): void {
    this.#waiting = waiting;
    this.#socket.write(waiting.request, 'latin1');
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const received = this.#received === null ? chunk : Buffer.concat([this.#received, chunk]);
    const answer = answerIn(received);
    this.#received = answer === null ? received : null;
    if (answer === null) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.settle(answer);
    this.#onFree(this);
  }

  #break(error: Error): void {
    this.#waiting?.fail(error);
    this.#waiting = null;
  }
}

/** The one answer that the bytes are, or null where some of it is still to come. */
function answerIn(received: Buffer): Answer | null {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd === -1) return null;
  const from = headEnd + HEAD_END.length;
  const to = from + numberAt(received, received.indexOf(LENGTH) + LENGTH.length);
  if (received.length < to) return null;
  return {
    status: Number(received.toString('latin1', STATUS_AT.from, STATUS_AT.to)),
    body: received.subarray(from, to),
  };
}

function numberAt(bytes: Buffer, from: number): number {
  let value = 0;
  for (let at = from; ; at++) {
    const digit = bytes[at] ?? 0;
    if (digit < ZERO || digit > NINE) return value;
    value = value * 10 + digit - ZERO;
  }
}

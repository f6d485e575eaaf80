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
  readonly body: string;
}

interface Waiting {
  readonly request: string;
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

const HEAD_END = '\r\n\r\n';

/**
 * A bare HTTP/1.1 client over a fixed number of kept connections, one request at a time on each: it costs so little that the server is what
 * is measured. Knows only answers with a content-length, as Fastify gives them. Requests wait in line for a free connection.
 */
export class HttpLoad {
  readonly #target: Target;
  readonly #idle: Connection[] = [];
  readonly #all: Connection[] = [];
  readonly #line: Waiting[] = [];

  private constructor(target: Target) {
    this.#target = target;
  }

  /** Connects them all. */
  static async open(target: Target, connections: number): Promise<HttpLoad> {
    const load = new HttpLoad(target);
    for (let index = 0; index < connections; index++) {
      const connection = await Connection.open(target.port, () => load.#freed(connection));
      load.#all.push(connection);
      load.#idle.push(connection);
    }
    return load;
  }

  /** Posts a JSON text. Rejects when the connection breaks; every status is an answer. */
  post(body: string): Promise<Answer> {
    return new Promise((settle, fail) => {
      this.#line.push({ request: this.#requestOf(body), settle, fail });
      this.#next();
    });
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }

  #freed(connection: Connection): void {
    this.#idle.push(connection);
    this.#next();
  }

  #next(): void {
    const connection = this.#idle.pop();
    if (connection === undefined) return;
    const waiting = this.#line.shift();
    if (waiting === undefined) this.#idle.push(connection);
    else connection.send(waiting);
  }

  #requestOf(body: string): string {
    const { path, port, headers } = this.#target;
    const lines = [
      `POST ${path} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    return `${lines.join('\r\n')}${HEAD_END}${body}`;
  }
}

class Connection {
  readonly #socket: Socket;
  readonly #onFree: () => void;
  #waiting: Waiting | null = null;
  #received = '';

  private constructor(socket: Socket, onFree: () => void) {
    this.#socket = socket;
    this.#onFree = onFree;
    // One byte is one character, so that a content-length counts characters.
    socket.setEncoding('latin1');
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(String(chunk)));
    socket.on('error', (error) => this.#break(error));
    socket.on('close', () => this.#break(new Error('the server closed the connection')));
  }

  static open(port: number, onFree: () => void): Promise<Connection> {
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
    this.#socket.write(waiting.request);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: string): void {
    this.#received += chunk;
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd === -1) return;
    const head = this.#received.slice(0, headEnd);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    const bodyStart = headEnd + HEAD_END.length;
    if (this.#received.length < bodyStart + length) return;
    const answer = { status: Number(head.slice(9, 12)), body: this.#received.slice(bodyStart, bodyStart + length) };
    this.#received = '';
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.settle(answer);
    this.#onFree();
  }

  #break(error: Error): void {
    this.#waiting?.fail(error);
    this.#waiting = null;
  }
}

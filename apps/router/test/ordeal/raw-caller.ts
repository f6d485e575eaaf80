import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { nowUs } from './promises.ts';

/** An answer as it came, and when its request had left. */
interface RawAnswer {
  /** When the bytes of the request were the system's to carry, in microseconds since 1970. */
  readonly sentUs: number;
  readonly status: number;
  /** The value of a header; null where there is none. */
  readonly header: (name: string) => string | null;
}

const HEAD_END = '\r\n\r\n';

/** One kept connection that a request leaves by in the turn in which it is made: what this process has to do besides is not counted to the router. */
export class RawCaller implements Disposable {
  readonly #socket: Socket;
  readonly #key: string;

  private constructor(socket: Socket, key: string) {
    this.#socket = socket;
    this.#key = key;
  }

  static async open(address: string, key: string): Promise<RawCaller> {
    const { hostname, port } = new URL(address);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new RawCaller(socket, key);
  }

  /** Posts a body; one at a time. */
  async post(path: string, body: object): Promise<RawAnswer> {
    const text = JSON.stringify(body);
    const head = ['POST', path, 'HTTP/1.1'].join(' ');
    const headers = ['host: router', `x-api-key: ${this.#key}`, 'content-type: application/json'];
    const request = [head, ...headers, `content-length: ${Buffer.byteLength(text)}`].join('\r\n');
    const answered = this.#answer();
    this.#socket.write(`${request}${HEAD_END}${text}`);
    return { sentUs: nowUs(), ...(await answered) };
  }

  async #answer(): Promise<Omit<RawAnswer, 'sentUs'>> {
    let received = '';
    while (!received.includes(HEAD_END)) {
      const [data] = await once(this.#socket, 'data');
      received += String(data);
    }
    const lines = received.slice(0, received.indexOf(HEAD_END)).split('\r\n');
    const header = (name: string) =>
      lines.find((line) => line.toLowerCase().startsWith(`${name}: `))?.slice(name.length + 2) ?? null;
    return { status: Number(lines[0]?.split(' ')[1]), header };
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { request as forward, type IncomingMessage, type RequestOptions, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A proxy with TLS on loopback, as a firm puts one before what it runs. */
export interface TlsProxy extends AsyncDisposable {
  readonly url: string;
  /** The certificate that it shows, made for it and signed by itself. */
  readonly certificate: string;
  /** Whom the next connections come from, as far as the server behind it is told; without, from the connection's own address. */
  comesFrom(address: string): void;
  /** The port on loopback of the server behind it, from now on. */
  leadsTo(port: number): void;
}

/** Opens a proxy before a server on loopback that is named afterwards. Needs the `openssl` command, which makes its certificate. */
export async function tlsProxy(): Promise<TlsProxy> {
  const { key, certificate } = madeFor('localhost');
  let client: string | null = null;
  let port = 0;
  const headersOf = (request: IncomingMessage) => {
    const before = request.headers['x-forwarded-for'];
    const address = client ?? request.socket.remoteAddress ?? '';
    return {
      ...request.headers,
      'x-forwarded-for': before === undefined ? address : `${String(before)}, ${address}`,
      'x-forwarded-proto': 'https',
    };
  };
  const onwards = (request: IncomingMessage): RequestOptions => ({
    ...{ host: '127.0.0.1', port, path: request.url, agent: false },
    ...(request.method === undefined ? {} : { method: request.method }),
    headers: headersOf(request),
  });
  const server = createServer({ key, cert: certificate }, (request, response) =>
    passOn(request, response, onwards(request)),
  );
  const sockets = new Set<Duplex>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    passUpgrade({ request, socket, head }, { port, headers: headersOf(request) });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    certificate,
    comesFrom: (address) => {
      client = address;
    },
    leadsTo: (behind) => {
      port = behind;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function passOn(request: IncomingMessage, response: ServerResponse, options: RequestOptions): void {
  const behind = forward(options, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  behind.on('error', () => response.destroy());
  response.on('close', () => behind.destroy());
  request.pipe(behind);
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** A WebSocket is bytes from its first line on. */
function passUpgrade(
  { request, socket, head }: Upgrade,
  to: { port: number; headers: NodeJS.Dict<string | string[]> },
): void {
  const behind = connect(to.port, '127.0.0.1', () => {
    const lines = Object.entries(to.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((each) => `${name}: ${each}\r\n`),
    );
    behind.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
    behind.write(head);
    socket.pipe(behind).pipe(socket);
  });
  // Whichever side goes takes the other along; an error is followed by a close.
  for (const [one, other] of [
    [behind, socket],
    [socket, behind],
  ] as const) {
    one.on('error', () => {});
    one.on('close', () => other.destroy());
  }
}

function madeFor(name: string): { key: string; certificate: string } {
  const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-keyout', '-', '-out', '-'];
  const made = execFileSync('openssl', [...words, ...subject], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const part = (what: string) => new RegExp(`-----BEGIN ${what}-----[^]*?-----END ${what}-----`).exec(made)?.[0] ?? '';
  return { key: part('PRIVATE KEY'), certificate: part('CERTIFICATE') };
}

import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFrontDoor } from '../front-door.mjs';

let server: Server;
beforeEach(async () => {
  server = createFrontDoor(async (request: IncomingMessage, response: ServerResponse) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.end(`${request.method} ${request.url} ${body}`);
  });
  // As Next does with its first request.
  server.on('upgrade', (_request, socket) => socket.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
});

async function answer(line: string, headers: readonly string[] = [], body = ''): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.end(`${line} HTTP/1.1\r\nhost: x\r\n${headers.map((each) => `${each}\r\n`).join('')}\r\n${body}`);
  await once(socket, 'close');
  return text;
}

it.each([
  [
    'HTTP/2, as the client of Java does',
    ['upgrade: h2c', 'connection: Upgrade, HTTP2-Settings', 'http2-settings: AAM'],
  ],
  ['a WebSocket', ['upgrade: websocket', 'connection: Upgrade', 'sec-websocket-version: 13', 'sec-websocket-key: x']],
])('answers a request that offers %s as if it did not', async (_, offer) => {
  expect(await answer('GET /api/auth/token', offer)).toMatch(/^HTTP\/1.1 200 OK.*GET \/api\/auth\/token/s);
  expect(await answer('POST /sign-in', [...offer, 'content-length: 2'], '{}')).toMatch(/^HTTP\/1.1 200 OK.*{}/s);
});

it.each(['/decisions/%ED%A0%80', '/orders/%E0%A4%A', '/%', '/api/trpc/%ff', '/orders?from=%C3'])(
  'refuses %s, which stands for no text',
  async (path) => expect(await answer(`GET ${path}`)).toMatch(/^HTTP\/1.1 400 /),
);

it('lets every other escape through', async () =>
  expect(await answer('GET /orders/%C3%A9%2F%25')).toMatch(/^HTTP\/1.1 200 OK/));

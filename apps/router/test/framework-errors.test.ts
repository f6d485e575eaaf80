import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../src/intake/problem.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/smart-routing';
const GOOD = '{"order_id":"o","instrument_id":"AAPL","side":"BUY","quantity":100,"order_type":"MARKET"}';

let app: Awaited<ReturnType<typeof benchApi>>;
let port: number;

beforeEach(async () => {
  const router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 500]);
  app = await benchApi(router, { decisions: [] });
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterEach(() => app.close());

/** Sends bytes as they are; gives the status, the headers and the problem document of the answer. */
async function raw(
  bytes: string | Buffer,
): Promise<{ status: number; head: string; problem: Record<string, unknown> }> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.end(bytes);
  await once(socket, 'close');
  const answer = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^HTTP.1.1 100 Continue\r\n\r\n/, '');
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head, problem: body === '' ? {} : JSON.parse(body) };
}

const request = (line: string, headers: readonly string[] = [], body: string | Buffer = '') => {
  const all = ['host: x', 'connection: close', 'x-api-key: flk_all', ...headers];
  return Buffer.concat([Buffer.from(`${line} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
};
const post = (body: string | Buffer, type = 'application/json', more: readonly string[] = []) =>
  request(
    `POST ${BASE}/orders`,
    [...(type === '' ? [] : [`content-type: ${type}`]), `content-length: ${Buffer.byteLength(body)}`, ...more],
    body,
  );
const GET = `GET ${BASE}/nbbo?instrument_id=AAPL`;
const HANDSHAKE = ['sec-websocket-version: 13', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=='];
const socketAsked = (headers: readonly string[]) =>
  request(`GET ${BASE}/stream`, ['upgrade: websocket', 'connection: Upgrade', ...headers]);

describe('what is no request that a route could answer is a problem document', () => {
  it.each<[string, string | Buffer, number, keyof typeof PROBLEMS]>([
    ['no HTTP', 'hello\r\n\r\n', 400, 'MALFORMED_REQUEST'],
    ['an unknown method', request('FETCH /'), 400, 'MALFORMED_REQUEST'],
    ['a length that is no number', request(`POST ${BASE}/orders`, ['content-length: ten']), 400, 'MALFORMED_REQUEST'],
    ['a negative length', request(`POST ${BASE}/orders`, ['content-length: -1']), 400, 'MALFORMED_REQUEST'],
    [
      'two lengths',
      request(`POST ${BASE}/orders`, ['content-length: 1', 'content-length: 2'], 'x'),
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'a length and chunks',
      request(`POST ${BASE}/orders`, ['content-length: 1', 'transfer-encoding: chunked'], '0\r\n\r\n'),
      400,
      'MALFORMED_REQUEST',
    ],
    ['a header with a line break in its name', request(GET, ['a\u0000b: 1']), 400, 'MALFORMED_REQUEST'],
    ['no host', `${GET} HTTP/1.1\r\nconnection: close\r\n\r\n`, 400, 'MALFORMED_REQUEST'],
    ['two hosts', request(GET, ['host: y']), 400, 'MALFORMED_REQUEST'],
    ['an escape that is none', request(`GET ${BASE}/%ZZ/execution`), 400, 'MALFORMED_URL'],
    ['an escape cut off', request(`GET ${BASE}/a%2/execution`), 400, 'MALFORMED_URL'],
    ['an escape of half a character', request(`GET ${BASE}/%ED%A0%80/execution`), 400, 'MALFORMED_URL'],
    ['an escape that is none in the query', request(`${GET}%`), 400, 'MALFORMED_URL'],
    ['a WebSocket without a key', socketAsked(HANDSHAKE.slice(0, 1)), 400, 'MALFORMED_REQUEST'],
    [
      'a WebSocket with a short key',
      socketAsked(['sec-websocket-version: 13', 'sec-websocket-key: x']),
      400,
      'MALFORMED_REQUEST',
    ],
    [
      'a WebSocket of another version',
      socketAsked(['sec-websocket-version: 99', ...HANDSHAKE.slice(1)]),
      400,
      'MALFORMED_REQUEST',
    ],
    ['an unknown address', request('GET /api/v2/orders'), 404, 'NOT_FOUND'],
    ['an unknown address with a wrong escape', request('GET /nothing/%E0'), 400, 'MALFORMED_URL'],
    ['a parameter of 400 characters', request(`GET ${BASE}/${'x'.repeat(400)}/execution`), 404, 'NOT_FOUND'],
    ['an address of 9 KiB', request(`${GET}&x=${'x'.repeat(9_000)}`), 414, 'URI_TOO_LONG'],
    ['headers of 20 KiB', request(GET, [`x: ${'x'.repeat(20_000)}`]), 431, 'HEADERS_TOO_LARGE'],
    ['an Expect that nobody knows', request(GET, ['expect: a-cookie']), 417, 'EXPECTATION_FAILED'],
    ['a body of another type', post(GOOD, 'text/plain'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body of a type alike', post(GOOD, 'application/jsonx'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body of no type', post(GOOD, ''), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body of a broken type', post(GOOD, ';;'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body in another charset', post(GOOD, 'application/json; charset=utf-16'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a compressed body', post(GOOD, 'application/json', ['content-encoding: gzip']), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body too large', post(`{"tag":"${'x'.repeat(300_000)}"}`), 413, 'BODY_TOO_LARGE'],
    ['no body', post(''), 400, 'INVALID_REQUEST'],
    ['bytes that are no UTF-8', post(Buffer.from([0x22, 0xff, 0xfe, 0x22])), 400, 'MALFORMED_JSON'],
    ['a body in UTF-16', post(Buffer.from(GOOD, 'utf16le')), 400, 'MALFORMED_JSON'],
    ['a body cut off', post(GOOD.slice(0, -1)), 400, 'MALFORMED_JSON'],
    ['two bodies', post(`${GOOD}${GOOD}`), 400, 'MALFORMED_JSON'],
    ['a comment', post(`/* */${GOOD}`), 400, 'MALFORMED_JSON'],
    ['a key twice', post(GOOD.replace('{', '{"quantity":1,')), 400, 'MALFORMED_JSON'],
    ['33 levels', post(`${'[['.repeat(20)}${']]'.repeat(20)}`), 400, 'MALFORMED_JSON'],
    ['130,000 levels', post('['.repeat(130_000)), 400, 'MALFORMED_JSON'],
    ['a prototype', post('{"__proto__":{"order_id":"o"}}'), 400, 'INVALID_REQUEST'],
    ['fields of a prototype', post(`{"__proto__":${GOOD}}`), 400, 'INVALID_REQUEST'],
    ['a list', post(`[${GOOD}]`), 400, 'INVALID_REQUEST'],
    ['a number', post('7'), 400, 'INVALID_REQUEST'],
  ])('%s', async (_, bytes, status, code) => {
    const answer = await raw(bytes);
    expect(answer.head).toMatch(/content-type: application\/problem\+json/i);
    expect(answer.head).toMatch(/x-trace-id: /i);
    expect(answer.problem).toMatchObject({
      status,
      code,
      errors: expect.any(Array),
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect([answer.status, PROBLEMS[code][0]]).toEqual([status, status]);
    expect(answer.head).not.toMatch(/retry-after/i);
  });
});

describe('an address that takes other methods', () => {
  it.each([
    ['PUT', `${BASE}/orders`, 'DELETE, GET, POST'],
    ['GET', `${BASE}/route`, 'POST'],
    ['DELETE', `${BASE}/decisions`, 'GET'],
    ['POST', `${BASE}/nbbo`, 'GET'],
    ['PUT', `${BASE}/some-order`, 'DELETE, PATCH'],
    ['DELETE', `${BASE}/rules`, 'GET, POST'],
    ['PUT', `${BASE}/rules/1/simulate`, 'DELETE, GET, POST'],
    ['GET', `${BASE}/rules/1/submit`, 'POST'],
    ['POST', `${BASE}/some-order/execution`, 'GET'],
    ['OPTIONS', `${BASE}/route`, 'POST'],
    ['TRACE', `${BASE}/nbbo`, 'GET'],
    ['GET', `${BASE}/venues/XNYS/status`, 'POST'],
    ['POST', `${BASE}/venues/XNYS/quality`, 'GET'],
    ['POST', `${BASE}/venues/quality/overall`, 'GET'],
    ['POST', '/metrics', 'GET'],
  ])('%s %s is 405, and the answer names them', async (method, path, allowed) => {
    const answer = await raw(request(`${method} ${path}`));
    expect([answer.status, answer.problem.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(/allow: (.*)/i.exec(answer.head)?.[1]).toBe(allowed);
  });

  it('takes HEAD for health alone: a stream or a report has no head worth its work', async () => {
    expect((await raw(request('HEAD /health/live'))).status).toBe(200);
    const answer = await raw(request(`HEAD ${BASE}/nbbo?instrument_id=AAPL`));
    expect([answer.status, answer.problem]).toEqual([405, {}]);
  });

  it('is not there for DELETE of a name that no order can have', async () => {
    expect((await raw(request(`DELETE ${BASE}/persons`))).problem).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('what ordinary clients send is taken', () => {
  it.each([
    ['a byte order mark', post(`\ufeff${GOOD}`)],
    ['a charset in capitals', post(GOOD, 'application/json; charset=UTF-8')],
    ['a charset in quotes', post(GOOD, 'Application/JSON; charset="utf-8"')],
    ['an Expect that everybody knows', post(GOOD, 'application/json', ['expect: 100-continue'])],
    [
      'HTTP/1.0 without a host',
      `POST ${BASE}/orders HTTP/1.0\r\nx-api-key: flk_all\r\ncontent-type: application/json\r\ncontent-length: ${GOOD.length}\r\n\r\n${GOOD}`,
    ],
  ])('%s', async (_, bytes) => {
    const answer = await raw(bytes);
    expect(answer.head).toMatch(/HTTP\/1.1 202/);
  });

  it.each([
    [
      'HTTP/2, as the client of Java does',
      ['upgrade: h2c', 'connection: Upgrade, HTTP2-Settings', 'http2-settings: AAM'],
    ],
    ['TLS', ['upgrade: TLS/1.0', 'connection: upgrade']],
    ['a WebSocket where there is none', ['upgrade: websocket', 'connection: Upgrade', ...HANDSHAKE]],
  ])('an order and a question that offer %s', async (_, offer) => {
    const ordered = await raw(post(GOOD, 'application/json', offer));
    expect([ordered.status, ordered.problem]).toMatchObject([202, { order_id: 'o' }]);
    const asked = await raw(request(GET, offer));
    expect([asked.status, asked.problem]).toMatchObject([200, { instrument_id: 'AAPL' }]);
    expect(await raw(request('GET /nowhere', offer))).toMatchObject({ status: 404, problem: { code: 'NOT_FOUND' } });
  });

  it('a stream of events that offers HTTP/2', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(request(`GET ${BASE}/stream`, ['upgrade: h2c', 'connection: Upgrade']));
    const [first] = await once(socket, 'data');
    expect(String(first)).toMatch(/^HTTP\/1.1 200 OK\r\n.*content-type: text\/event-stream/s);
    socket.destroy();
  });

  it('a DELETE that names a type and has no body', async () => {
    await raw(post(GOOD));
    expect((await raw(request(`DELETE ${BASE}/o`, ['content-type: application/json']))).status).toBe(202);
  });
});

it.each([
  ['/nbbo?instrument_id=AAPL&instrument=X', 'instrument'],
  ['/nbbo?instrument_id=AAPL&instrument_id=F', 'instrument_id'],
  ['/nbbo', 'instrument_id'],
  ['/book?instrument_id=', 'instrument_id'],
  ['/venues?limit=1', 'limit'],
  ['/venues/quality?instrument_id=AAPL&depth=1', 'depth'],
  ['/venues/quality/overall?instrument_id=AAPL', 'instrument_id'],
  ['/venues/XNYS/quality?depth=1', 'depth'],
  ['/stats?since=1', 'since'],
  ['/stats?__proto__=1', '__proto__'],
  ['/o/execution?verbose=1', 'verbose'],
  ['/decisions/x?full=1', 'full'],
])('GET %s says which part of the query it does not know', async (path, field) => {
  const answer = await raw(request(`GET ${BASE}${path}`));
  expect(answer.problem).toMatchObject({ status: 400, code: 'INVALID_REQUEST', errors: [{ path: field }] });
});

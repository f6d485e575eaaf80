import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TRPCError } from '@trpc/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const AUDIT = '0197a000-0000-7000-8000-000000000001';
const token = vi.hoisted(() => ({ of: async () => ({ token: 'the token of the person' }) }));
vi.mock('./auth', () => ({ auth: () => ({ api: { getToken: () => token.of() } }) }));
vi.mock('./session', () => ({ viewerOf: async () => null }));

let router: Server;
let asked: { method: string | undefined; url: string | undefined; authorization: string | undefined; body: string }[];
let answer: RequestListener;
let act: typeof import('./act').act;

beforeEach(async () => {
  asked = [];
  router = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url, headers } = request;
      asked.push({ method, url, authorization: headers.authorization, body: Buffer.concat(parts).toString() });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => router.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('DATABASE_URL', 'none');
  vi.stubEnv('ROUTER_URL', `http://127.0.0.1:${(router.address() as AddressInfo).port}`);
  vi.stubEnv('WEB_URL', 'http://127.0.0.1:3000');
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
  vi.resetModules();
  ({ act } = await import('./act'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  router.closeAllConnections();
  router.close();
});

const replies =
  (status: number, body: string | object): RequestListener =>
  (_, response) => {
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const problem = (status: number, code: string, more: object = {}) =>
  replies(status, { type: 't', title: 't', status, detail: `why ${code}`, code, errors: [], trace_id: 'x', ...more });
const cancel = () =>
  act(new Headers(), { method: 'DELETE', path: '/o-1?client_id=c', body: { reason: 'a fat finger' } });

describe('an act', () => {
  it('is asked of the router once, with the person’s own token', async () => {
    answer = replies(202, { order_id: 'o-1', state: 'CANCELED', audit_id: AUDIT });
    expect(await cancel()).toEqual({ kind: 'DONE', audit_id: AUDIT });
    expect(asked).toEqual([
      {
        method: 'DELETE',
        url: '/api/v1/smart-routing/o-1?client_id=c',
        authorization: 'Bearer the token of the person',
        body: '{"reason":"a fat finger"}',
      },
    ]);
  });

  it.each<[string, RequestListener]>([
    ['breaks off', (_, response) => void response.socket?.destroy()],
    [
      'breaks off in the middle',
      (_, response) => void response.writeHead(202).write('{"order', () => response.socket?.destroy()),
    ],
    ['fails', problem(500, 'INTERNAL')],
    ['stands behind something that fails', replies(502, '<html>')],
    ['answers in another shape', replies(202, {})],
  ])('of which nobody knows what became is not refused: the router %s', async (_what, broken) => {
    answer = broken;
    expect((await cancel()).kind).toBe('UNKNOWN');
    expect(asked).toHaveLength(1);
  });

  it.each([
    [
      { sent: true, audit_id: AUDIT },
      { sent: true, audit_id: AUDIT },
    ],
    [{ sent: false }, { sent: false, audit_id: null }],
  ])('that is not durable is told as that: %j', async (said, known) => {
    answer = problem(503, 'NOT_DURABLE', said);
    expect(await cancel()).toEqual({ kind: 'NOT_DURABLE', ...known });
  });

  it.each([
    [409, 'ORDER_ENDED'],
    [404, 'NOT_FOUND'],
    [403, 'FORBIDDEN'],
    [429, 'RATE_LIMITED'],
    [503, 'ACCESS_UNAVAILABLE'],
  ])('is refused where the router says so: %i %s', async (status, code) => {
    answer = problem(status, code);
    expect(await cancel()).toEqual({ kind: 'REFUSED', code, says: `why ${code}` });
  });

  it('that is refused for what it names says each fault', async () => {
    const errors = [{ path: 'venue_id', code: 'UNKNOWN_VENUE', message: 'there is no venue XXXX' }];
    answer = problem(422, 'HALT_INVALID', { errors });
    expect(await cancel()).toMatchObject({ says: 'why HALT_INVALID There is no venue XXXX.' });
  });

  it('is not sent where the router is not there, or where nobody can say who asks', async () => {
    answer = replies(202, {});
    await new Promise((resolve) => router.close(resolve));
    expect((await cancel()).kind).toBe('NOT_SENT');
    token.of = () => Promise.reject(new Error('the database is away'));
    expect((await cancel()).kind).toBe('NOT_SENT');
    expect(asked).toEqual([]);
    token.of = async () => ({ token: 'the token of the person' });
  });

  it('of somebody whose session has ended leads to the door', async () => {
    answer = problem(401, 'UNAUTHENTICATED');
    await expect(cancel()).rejects.toBeInstanceOf(TRPCError);
  });
});

import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { fileOfRouter } from './file-of-router';

vi.mock('./call-router', () => ({ tokenFor: async () => 'a token' }));

const MINUTE_MS = 60_000;
let router: Server;

beforeAll(async () => {
  router = createServer();
  await new Promise<void>((done) => router.listen(0, '127.0.0.1', done));
  const { port } = z.object({ port: z.number() }).parse(router.address());
  vi.stubEnv('DATABASE_URL', 'none');
  vi.stubEnv('ROUTER_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('WEB_URL', 'http://127.0.0.1:3000');
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
});
afterAll(() => {
  vi.unstubAllEnvs();
  router.closeAllConnections();
  router.close();
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // A limit on the whole would run by a clock that is not the test's.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const over = new AbortController();
    setTimeout(() => over.abort(), ms);
    return over.signal;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Asks the router, which the test plays, for a file: the answer that is to come, and the router's side of it. */
async function ask() {
  const asked = new Promise<ServerResponse>((take) => router.once('request', (_, reply) => take(reply)));
  const coming = fileOfRouter(new Headers(), '/a-file');
  const reply = await asked;
  return { coming, reply, hungUp: new Promise((done) => reply.once('close', done)) };
}

/** The same where the router has begun: the pieces of the file, the first of which has come. */
async function begin() {
  const { coming, reply, hungUp } = await ask();
  reply.writeHead(200, { 'content-type': 'text/csv' }).write('a');
  const { body } = await coming;
  if (body === null) throw new Error('the answer has no body');
  const pieces = body.getReader();
  const next = async () => new TextDecoder().decode((await pieces.read()).value);
  expect(await next()).toBe('a');
  return { reply, pieces, next, hungUp };
}

it('gives a file whole that takes longer than any silence may last, while its pieces come', async () => {
  const { reply, pieces, next } = await begin();
  for (const piece of ['b', 'c', 'd']) {
    const coming = next();
    await vi.advanceTimersByTimeAsync(MINUTE_MS - 1);
    reply.write(piece);
    expect(await coming).toBe(piece);
  }
  reply.end();
  expect((await pieces.read()).done).toBe(true);
});

it('ends a file that comes no further, so that it is not taken for whole', async () => {
  const { next, hungUp } = await begin();
  const broken = expect(next()).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  await broken;
  await hungUp;
});

it('says that the router does not answer where it begins nothing', async () => {
  const { coming, hungUp } = await ask();
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  const answer = await coming;
  expect([answer.status, await answer.json()]).toMatchObject([502, { code: 'UNREACHED' }]);
  await hungUp;
});

it('hangs up on the router where whoever asked has gone', async () => {
  const { pieces, hungUp } = await begin();
  await pieces.cancel();
  await hungUp;
});

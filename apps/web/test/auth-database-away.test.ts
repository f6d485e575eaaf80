import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const WEB = 'http://127.0.0.1:3000';
let answerAuth: (request: Request) => Promise<Response>;

beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:1/away');
  vi.stubEnv('ROUTER_URL', 'http://127.0.0.1:1');
  vi.stubEnv('WEB_URL', WEB);
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
  vi.spyOn(console, 'error').mockReturnValue();
  ({ answerAuth } = await import('@/server/auth-endpoints'));
});
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it.each([
  ['GET', '/jwks'],
  ['POST', '/sign-in/email'],
])('%s %s while the database is away is 503, and says when to come again', async (method, path) => {
  const headers = { origin: WEB, 'content-type': 'application/json', cookie: 'fairlead.session_token=a.b' };
  const body = method === 'POST' ? { body: JSON.stringify({ email: 'a@example.com', password: 'wrong' }) } : {};
  const answer = await answerAuth(new Request(`${WEB}/api/auth${path}`, { method, headers, ...body }));
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await answer.json()).toMatchObject({ code: 'UNAVAILABLE' });
});

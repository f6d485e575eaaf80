import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

vi.mock('@/server/session', () => ({ viewerOf: async () => null, currentViewer: async () => null }));

const WEB = 'http://127.0.0.1:3000';
const APP = resolve(import.meta.dirname, '../src/app');
/** Routes that let anybody in, or ask on their own: the login, the procedures (each by its scope), how a browser looks, whether the console is well, and that there is nothing. */
const OPEN = ['api/[...missing]', 'api/appearance', 'api/auth/[...all]', 'api/health', 'api/trpc/[trpc]'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const routes = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('/route.ts'))
  .map((file) => file.replace(/\/route\.ts$/, ''));

beforeAll(() => {
  vi.stubEnv('DATABASE_URL', 'none');
  vi.stubEnv('ROUTER_URL', 'http://127.0.0.1:1');
  vi.stubEnv('WEB_URL', WEB);
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
});
afterAll(() => vi.unstubAllEnvs());

it('routes that let anybody in are these, and no other gives anything to whoever is not signed in', async () => {
  expect(routes).toEqual(expect.arrayContaining(OPEN));
  const answers: [string, number][] = [];
  for (const route of routes.filter((each) => !OPEN.includes(each))) {
    const handlers: Record<string, unknown> = await import(resolve(APP, route, 'route.ts'));
    const names = [...route.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => [
      name,
      '0197a000-0000-7000-8000-000000000001',
    ]);
    const params = Promise.resolve(Object.fromEntries(names));
    for (const method of METHODS) {
      const handler = handlers[method];
      if (typeof handler !== 'function') continue;
      const answer: Response = await Reflect.apply(handler, undefined, [
        new Request(`${WEB}/${route}`, { method }),
        { params },
      ]);
      answers.push([`${method} ${route}`, answer.status]);
    }
  }
  expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
});

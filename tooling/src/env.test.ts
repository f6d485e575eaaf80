import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStartEnvironment } from './env.ts';
import { ROOT } from './root.ts';

test('nothing set: own data folder, own database, loopback', () => {
  expect(readStartEnvironment({})).toMatchObject({
    dataDir: join(ROOT, '.data'),
    databaseUrl: undefined,
    redisUrl: undefined,
    ports: {},
    hosts: { router: '127.0.0.1', web: '127.0.0.1', publicUrl: undefined, publicRouterUrl: undefined },
  });
});

test('what is set is taken, a data folder from where the person stood', () => {
  const env = {
    FAIRLEAD_DATA_DIR: 'other',
    INIT_CWD: '/somewhere',
    WEB_PORT: '3005',
    DATABASE_URL: 'postgres://u@h/d',
  };
  expect(readStartEnvironment(env)).toMatchObject({
    dataDir: '/somewhere/other',
    ports: { web: 3005 },
    databaseUrl: 'postgres://u@h/d',
  });
});

test.each([
  [{ ROUTER_PORT: '70000' }, 'ROUTER_PORT'],
  [{ WEB_PORT: 'x' }, 'WEB_PORT'],
  [{ DATABASE_URL: 'mysql://a/b' }, 'DATABASE_URL'],
  [{ REDIS_URL: 'localhost' }, 'REDIS_URL'],
])('%j is refused by name', (env, name) => {
  expect(() => readStartEnvironment(env)).toThrow(name);
});

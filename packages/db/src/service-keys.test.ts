import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { hashApiKey } from './api-key.ts';
import { createPool } from './pool.ts';
import { AccessRepository } from './repositories/access-repository.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { keepServiceKeys } from './service-keys.ts';
import { testDatabase } from './testing/test-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-services-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function setUp() {
  const db = await testDatabase();
  await seedCatalogue(db.url);
  const pool = createPool(db.url, { max: 2, onError: () => {} });
  const path = join(folder, `services-${++files}.json`);
  return {
    ...{ pool, path },
    keep: () => keepServiceKeys({ databaseUrl: db.url, path }),
    find: (key: string) => new AccessRepository(pool).findKey(hashApiKey(key)),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('makes a key a service with its scopes, in a file of its owner’s alone, and the next start keeps it', async () => {
  await using set = await setUp();
  const keys = await set.keep();
  expect(JSON.parse(readFileSync(set.path, 'utf8'))).toEqual(keys);
  expect((statSync(set.path).mode & 0o777).toString(8)).toBe('600');
  expect(await set.find(keys.console)).toMatchObject({ service: 'console', scopes: ['orders:read'], owner: null });
  expect(await set.keep()).toEqual(keys);
});

it.each<[string, (set: Awaited<ReturnType<typeof setUp>>) => unknown]>([
  ['the file is gone', ({ path }) => rmSync(path)],
  ['the file cannot be read', ({ path }) => writeFileSync(path, '{"console":')],
  ['the file is of another installation', ({ path }) => writeFileSync(path, '{"console":"flk_other"}')],
  ['somebody has revoked the key', ({ pool }) => pool.query('update api_keys set revoked_at = now()')],
  ['the service had other scopes', ({ pool }) => pool.query("update api_keys set scopes = '{orders:read,admin}'")],
])('makes another where %s, and the one before lets nobody in', async (_, change) => {
  await using set = await setUp();
  const { console: before } = await set.keep();
  await change(set);
  const { console: after } = await set.keep();
  expect([after === before, await set.find(before)]).toEqual([false, null]);
  expect(await set.find(after)).toMatchObject({ service: 'console', scopes: ['orders:read'] });
});

it('has one valid key a service, and no person behind it', async () => {
  await using set = await setUp();
  await set.keep();
  const twice = `insert into api_keys (id, client_id, name, key_prefix, key_hash, scopes, service)
    values (gen_random_uuid(), 'default', 'console', 'flk_', repeat('a', 64), '{}', 'console')`;
  await expect(set.pool.query(twice)).rejects.toThrow('api_keys_service_key');
  await expect(set.pool.query("update api_keys set made_by = 'somebody'")).rejects.toThrow('api_keys_service_check');
});

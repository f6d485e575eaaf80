import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { createPool } from '../pool.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { auditEntriesAfter } from './audit-repository.ts';
import { PersonNames } from './person-names.ts';

const WISH = {
  id: randomUUID(),
  actor_type: 'USER',
  actor_id: 'admin@example.com',
  action: 'PERSON_ERASED',
  subject_type: 'person',
  reason: 'she asked for it',
  trace_id: null,
  created_at_us: 1,
} as const;
const ANNA = { clientId: 'default', kind: 'CUSTOMER', name: 'Anna' } as const;

async function setUp(knownMax?: number) {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 4, onError: () => undefined });
  const otherPool = createPool(db.url, { max: 1, onError: () => undefined });
  const asking = vi.spyOn(pool, 'query');
  const names = new PersonNames(pool, knownMax);
  return {
    names,
    asking,
    /** By another process. */
    others: new PersonNames(otherPool),
    asked: () => asking.mock.calls.length,
    run: (sql: string) => query(db.url, sql),
    audited: () => auditEntriesAfter(pool, 0, 9),
    rows: () =>
      query(
        db.url,
        'select client_id as "clientId", kind, name, pseudonym from person_names order by name, kind, client_id',
      ),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await otherPool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('gives a name one pseudonym, of random, for whoever asks', async () => {
  await using set = await setUp();
  const pseudonyms = await Promise.all([
    set.names.pseudonymOf(ANNA),
    set.names.pseudonymOf(ANNA),
    set.others.pseudonymOf(ANNA),
  ]);
  const [pseudonym] = pseudonyms;
  expect(pseudonyms).toEqual([pseudonym, pseudonym, pseudonym]);
  expect(set.asked()).toBe(1);
  expect(await set.rows()).toEqual([{ ...ANNA, pseudonym }]);
});

it('gives many names theirs at once, those that had one and those that had none', async () => {
  await using set = await setUp();
  const anna = await set.others.pseudonymOf(ANNA);
  const found = await set.names.pseudonymsOf(ANNA, new Set(['Bert', 'Anna', 'Cleo']));
  expect(found.get('Anna')).toBe(anna);
  expect(await set.names.pseudonymOf({ ...ANNA, name: 'Cleo' })).toBe(found.get('Cleo'));
  expect(new Set(found.values()).size).toBe(3);
  expect((await set.names.pseudonymsOf(ANNA, new Set())).size).toBe(0);
});

it('keeps apart what differs in client, kind or name', async () => {
  await using set = await setUp();
  const others = [
    ANNA,
    { ...ANNA, clientId: 'DEMO' },
    { ...ANNA, kind: 'ACCOUNT' } as const,
    { ...ANNA, name: 'anna' },
  ];
  const pseudonyms = await Promise.all(others.map((person) => set.names.pseudonymOf(person)));
  expect(new Set(pseudonyms).size).toBe(4);
});

it('erases a person, and gives the same name another pseudonym afterwards', async () => {
  await using set = await setUp();
  const before = await set.names.pseudonymOf(ANNA);
  expect(await set.names.erase(ANNA, WISH)).toBe(before);
  expect(await set.rows()).toEqual([]);
  expect(await set.names.erase(ANNA, { ...WISH, id: randomUUID() })).toBeNull();
  expect(await set.names.pseudonymOf(ANNA)).not.toBe(before);
  const [entry, ...more] = await set.audited();
  expect(entry).toMatchObject({ action: 'PERSON_ERASED', subject_id: before, reason: 'she asked for it', seq: 1 });
  expect(more).toEqual([]);
  expect(JSON.stringify(entry)).not.toContain(ANNA.name);
});

it('erases the name of an account from the list of its client and from every version of the limits, where its pseudonym stands from then on', async () => {
  await using set = await setUp();
  const account = { clientId: 'default', kind: 'ACCOUNT', name: 'ANNA' } as const;
  const before = await set.names.pseudonymOf(account);
  await set.run(
    "insert into client_accounts (client_id, account) values ('default', 'ANNA'), ('default', 'BOB'), ('DEMO', 'ANNA')",
  );
  await set.run(
    `insert into risk_limit_versions (version, state, author, author_name, reason, created_at) values (1, 'SUBMITTED', 'a', 'a', 'a', now()), (2, 'SUBMITTED', 'a', 'a', 'a', now())`,
  );
  await set.run(`insert into risk_limits (id, version, scope, client_id, account, collar_bps) values
    (gen_random_uuid(), 1, 'ACCOUNT', 'default', 'ANNA', 1), (gen_random_uuid(), 2, 'ACCOUNT', 'default', 'ANNA', 2), (gen_random_uuid(), 2, 'ACCOUNT', 'DEMO', 'ANNA', 3)`);
  const named = async () => ({
    accounts: await set.run('select client_id, account from client_accounts order by 1, 2'),
    limits: await set.run('select collar_bps, account from risk_limits order by 1'),
  });
  expect(await set.names.erase({ ...account, kind: 'CUSTOMER' }, WISH)).toBeNull();
  expect(await set.names.erase(account, WISH)).toBe(before);
  const pseudonyms = [before, 'BOB'].sort();
  expect(await named()).toEqual({
    accounts: [
      { client_id: 'DEMO', account: 'ANNA' },
      ...pseudonyms.map((each) => ({ client_id: 'default', account: each })),
    ],
    limits: [
      { collar_bps: 1, account: before },
      { collar_bps: 2, account: before },
      { collar_bps: 3, account: 'ANNA' },
    ],
  });
  const bob = await set.names.erase({ ...account, name: 'BOB' }, { ...WISH, id: randomUUID() });
  expect((await named()).accounts).toContainEqual({ client_id: 'default', account: bob });
  expect(await set.names.erase({ ...account, name: 'BOB' }, { ...WISH, id: randomUUID() })).toBeNull();
  expect(JSON.stringify(await set.audited())).not.toMatch(/ANNA|BOB/);
});

it('remembers no more names than it may, the ones used last', async () => {
  await using set = await setUp(2);
  const named = (name: string) => set.names.pseudonymOf({ ...ANNA, name });
  const [a] = [await named('a'), await named('b'), await named('a'), await named('c')];
  expect(set.asked()).toBe(3);
  expect(await named('a')).toBe(a);
  expect(set.asked()).toBe(3);
  await named('b');
  expect(set.asked()).toBe(4);
});

it('asks again after the database was away', async () => {
  await using set = await setUp();
  set.asking.mockImplementationOnce(() => {
    throw new Error('away');
  });
  await expect(set.names.pseudonymOf(ANNA)).rejects.toThrow('away');
  const pseudonym = await set.names.pseudonymOf(ANNA);
  expect(await set.rows()).toEqual([{ ...ANNA, pseudonym }]);
});

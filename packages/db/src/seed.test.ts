import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_MARKET_DAY_ROWS } from '@fairlead/core/market/default-market-days';
import { marketDaysFault } from '@fairlead/core/market/market-days';
import { verifyPassword } from 'better-auth/crypto';
import { expect, it } from 'vitest';
import { hashApiKey } from './api-key.ts';
import { createPool } from './pool.ts';
import { createPrisma } from './prisma.ts';
import { CalendarRepository } from './repositories/calendar-repository.ts';
import { type Credentials, rotateCredentials, seed } from './seed.ts';
import { query } from './testing/query.ts';
import { testDatabase } from './testing/test-database.ts';

async function setUp() {
  const db = await testDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'fairlead-seed-'));
  const credentialsPath = join(directory, 'data', 'credentials.json');
  return {
    options: { databaseUrl: db.url, credentialsPath },
    credentials: async (): Promise<Credentials> => JSON.parse(await readFile(credentialsPath, 'utf8')),
    query: (sql: string) => query(db.url, sql),
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  };
}

it('makes users and a key once, and writes them down for their owner alone', async () => {
  await using set = await setUp();
  expect(await seed(set.options)).toEqual({ credentials: 'created', hint: null });
  const first = await set.credentials();
  expect(first.users.map((user) => user.role)).toEqual(['TRADER', 'COMPLIANCE', 'OPERATIONS', 'AUDITOR', 'ADMIN']);
  expect(first.api_key).toMatch(/^flk_[\w-]{43}$/);
  expect((await stat(set.options.credentialsPath)).mode & 0o777).toBe(0o600);

  expect(await seed(set.options)).toEqual({ credentials: 'kept', hint: null });
  expect(await set.credentials()).toEqual(first);
  expect(await set.query('select count(*)::int as n from users')).toEqual([{ n: 5 }]);

  const keys = await set.query('select client_id, key_hash from api_keys');
  expect(keys).toEqual([{ client_id: 'default', key_hash: hashApiKey(first.api_key) }]);
});

it('stores passwords as better-auth reads them', async () => {
  await using set = await setUp();
  await seed(set.options);
  const { users } = await set.credentials();
  const prisma = createPrisma(set.options.databaseUrl);
  try {
    const admin = await prisma.user.findUniqueOrThrow({
      where: { email: 'admin@fairlead.local' },
      include: { accounts: true },
    });
    const hash = admin.accounts[0]?.password ?? '';
    const password = users.find((user) => user.role === 'ADMIN')?.password ?? '';
    expect(admin.accounts[0]?.accountId).toBe(admin.id);
    expect(await verifyPassword({ hash, password })).toBe(true);
  } finally {
    await prisma.$disconnect();
  }
});

it('says so when the file is lost, and can make new credentials', async () => {
  await using set = await setUp();
  await seed(set.options);
  const first = await set.credentials();
  await rm(set.options.credentialsPath);
  const outcome = await seed(set.options);
  expect(outcome.credentials).toBe('lost');
  expect(outcome.hint).toContain('npm run reset');

  await rotateCredentials(set.options);
  const second = await set.credentials();
  expect(second.api_key).not.toBe(first.api_key);
  const live = await set.query('select key_hash from api_keys where revoked_at is null');
  expect(live).toEqual([{ key_hash: hashApiKey(second.api_key) }]);
  expect(await set.query('select count(*)::int as n from users')).toEqual([{ n: 5 }]);
});

it('leaves what a person changed', async () => {
  await using set = await setUp();
  await set.query("update venue_configurations set enabled = false where venue_id = 'XNYS'");
  await seed(set.options);
  expect(await set.query("select enabled from venue_configurations where venue_id = 'XNYS'")).toEqual([
    { enabled: false },
  ]);
});

it('leaves the market days that people have, and adds those that are missing', async () => {
  await using set = await setUp();
  await set.query("update market_days set opens_at = '09:30', closes_at = '12:00' where date = '2026-12-25'");
  await set.query("delete from market_days where date = '2026-11-26'");
  await set.query("insert into market_days values ('2026-12-01', null, null, 'a storm', 'the exchanges')");
  await seed(set.options);
  const pool = createPool(set.options.databaseUrl, { max: 1, onError: () => {} });
  const rows = await new CalendarRepository(pool).marketDays();
  await pool.end();
  expect(rows).toHaveLength(DEFAULT_MARKET_DAY_ROWS.length + 1);
  const hours = (date: string) => rows.filter((row) => row.date === date).map((row) => [row.opensAt, row.closesAt]);
  expect(hours('2026-12-25')).toEqual([['09:30:00', '12:00:00']]);
  expect(hours('2026-11-26')).toEqual([[null, null]]);
  expect(hours('2026-12-01')).toEqual([[null, null]]);
  expect(marketDaysFault(rows)).toBeNull();
});

it('leaves the rules that people have dated or changed, and adds those that are missing', async () => {
  await using set = await setUp();
  await set.query("update rule_calendar set effective_from = '2027-11-01' where key = 'access-fee-cap-2024'");
  await set.query("delete from rule_calendar where key = 'ticks'");
  await set.query(
    `insert into rule_calendar values ('ours', 'ORDER_PROTECTION', '2026-01-01', 'EQUITY', 'AAPL', '{"in_force": false}', 'us', '')`,
  );
  await seed(set.options);
  const rows = await set.query('select key, effective_from::text as date from rule_calendar');
  const dateOf = (key: string) => rows.filter((row) => row.key === key).map((row) => row.date);
  expect([dateOf('access-fee-cap-2024'), dateOf('ticks'), dateOf('ours')]).toEqual([
    ['2027-11-01'],
    ['2006-01-31'],
    ['2026-01-01'],
  ]);
});

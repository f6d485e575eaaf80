import pg from 'pg';
import { expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { databaseBefore } from './testing/before-the-journal.ts';
import { query } from './testing/query.ts';
import { severingProxy } from './testing/severing-proxy.ts';
import { freePort } from './testing/test-server.ts';

const HELD = '20261129009100_projections';
const STATES = `select finished_at is not null as finished, rolled_back_at is not null as rolled_back from _prisma_migrations
  where migration_name = $1 order by started_at`;

it('a migration that was broken off in the middle is made anew by the next start', async () => {
  await using db = await databaseBefore([]);
  const reader = await readerOfOldTable(db.url);
  const broken = expect(migrate(db.url)).rejects.toThrow();
  await query(db.url, 'select pg_terminate_backend($1)', [await migratingBackend(db.url)]);
  await broken;
  await reader.end();
  expect(await query(db.url, STATES, [HELD])).toEqual([{ finished: false, rolled_back: false }]);
  expect((await migrate(db.url)).applied[0]).toBe(HELD);
  expect(await query(db.url, STATES, [HELD])).toEqual([
    { finished: false, rolled_back: true },
    { finished: true, rolled_back: false },
  ]);
  expect(await migrate(db.url)).toEqual({ applied: [] });
});

it('a migration that went on to its end after whoever began it was gone is waited for, and not made twice', async () => {
  await using db = await databaseBefore([]);
  const reader = await readerOfOldTable(db.url);
  await using proxy = severingProxy(db.url, await freePort());
  await proxy.open();
  const gone = expect(migrate(proxy.url)).rejects.toThrow();

  const backend = await migratingBackend(db.url);
  proxy.takeAway('gone');
  await gone;
  const next = migrate(db.url);
  await expect.poll(() => query(db.url, ADVISORY_WAIT), PATIENCE).toHaveLength(1);
  expect(await migratingBackend(db.url)).toBe(backend);
  await reader.end();
  expect((await next).applied).not.toContain(HELD);
  expect(await query(db.url, STATES, [HELD])).toEqual([{ finished: true, rolled_back: false }]);
});

const PATIENCE = { timeout: 20_000 };
const ADVISORY_WAIT = `select pid from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;
const MIGRATING = `select pid from pg_stat_activity where datname = current_database() and wait_event = 'relation'
  and query like '-- What can be read of orders is made from the journal%'`;

/** Somebody who reads a table that the migration takes away: it waits for them in the middle of its work. */
async function readerOfOldTable(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin; select from outbox_events');
  return client;
}

async function migratingBackend(url: string): Promise<unknown> {
  await expect.poll(() => query(url, MIGRATING), PATIENCE).toHaveLength(1);
  const [row] = await query(url, MIGRATING);
  return row?.pid;
}

import pg from 'pg';
import { expect, it } from 'vitest';
import { firstEntry, nextEntry } from '../testing/journal-entries.ts';
import { leaseOf, openJournal } from '../testing/open-journal.ts';
import { query } from '../testing/query.ts';
import { severingProxy } from '../testing/severing-proxy.ts';
import { testDatabase } from '../testing/test-database.ts';
import { freePort } from '../testing/test-server.ts';
import type { ChainedEntry } from './chain.ts';
import { chained, writeStatement } from './commit.ts';
import { createJournal, type JournalOptions } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';

const COUNTS = `select count(*)::int as entries, max(position)::int as last, (select count(*)::int from order_keys) as keys from order_journal`;
const TERMINATE =
  "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fairlead-journal' and datname = current_database()";

it('loses nothing and writes nothing twice while its connection is killed again and again', async () => {
  await using db = await testDatabase();
  const told: ChainedEntry[] = [];
  const journal = await openJournal(db.url, { maxBatch: 8, onCommitted: (entries) => told.push(...entries) });
  const entries = Array.from({ length: 200 }, () => firstEntry()).flatMap((first) => [first, nextEntry(first)]);
  const kills: Promise<unknown>[] = [];
  let settled = 0;
  const outcomes = await Promise.all(
    entries.map(async (entry) => {
      const outcome = await journal.append(entry);
      settled += 1;
      if (settled % 40 === 0) kills.push(query(db.url, TERMINATE));
      return outcome;
    }),
  );
  await Promise.all(kills);
  expect(journal.state().lastError).not.toBeNull();
  await journal.close();
  expect(outcomes).toEqual(entries.map((_, index) => ({ ok: true, position: index + 1 })));
  expect(await query(db.url, COUNTS)).toEqual([{ entries: 400, last: 400, keys: 200 }]);
  const rows = await query(db.url, `select hash, order_pk from order_journal order by position`);
  expect(rows.map((row) => row.hash)).toEqual(told.map((entry) => entry.hash));
  expect(rows.map((row) => row.order_pk)).toEqual(entries.map((entry) => entry.orderPk));
});

it('finds a commit whose answer was lost, and does not repeat it', async () => {
  await using set = await throughProxy();
  await set.journal.append(firstEntry());
  set.proxy.loseNextAnswer();
  const first = firstEntry();
  const outcomes = await Promise.all([first, nextEntry(first)].map((entry) => set.journal.append(entry)));
  expect(set.proxy.lostAnswers).toBe(1);
  expect(outcomes).toEqual([
    { ok: true, position: 2 },
    { ok: true, position: 3 },
  ]);
  expect(set.journal.state()).toMatchObject({ healthy: true, pending: 0, position: 3 });
  expect(await query(set.url, COUNTS)).toEqual([{ entries: 3, last: 3, keys: 2 }]);
  expect(set.told).toHaveLength(3);
});

it('finds a commit whose answer was lost, though another has taken the lease meanwhile, and writes nothing after it', async () => {
  await using set = await throughProxy();
  await set.journal.append(firstEntry());
  set.proxy.loseNextAnswer();
  set.proxy.onLostAnswer(() => set.proxy.takeAway('gone'));
  const outcome = set.journal.append(firstEntry());
  await expect.poll(() => set.journal.state().healthy).toBe(false);
  expect(await leaseOf(set.url)).toMatchObject({ epoch: 2, end: { position: 2 } });
  set.proxy.restore();
  expect(await outcome).toEqual({ ok: true, position: 2 });
  expect(await set.journal.append(firstEntry())).toEqual({ ok: false, error: 'LEASE_LOST' });
});

it.each([
  ['it lands', 'commit'],
  ['it fails', 'rollback'],
])('waits for its own commit that is still under way, and %s', async (_, end) => {
  await using db = await testDatabase();
  const entry = firstEntry();
  const lease = await leaseOf(db.url);
  await using held = await heldCommit(db.url, { lease, entries: [entry] });
  const journal = createJournal({ databaseUrl: db.url, lease });
  const outcome = journal.append(entry);
  await untilWaiting(db.url, 'fairlead-journal');
  await held.query(end);
  expect(await outcome).toEqual({ ok: true, position: 1 });
  expect(await journal.append(nextEntry(entry))).toEqual({ ok: true, position: 2 });
  await journal.close();
  expect(await query(db.url, COUNTS)).toEqual([{ entries: 2, last: 2, keys: 1 }]);
});

it('holds entries while the database is away, refuses more than it may hold, and writes them when it is back', async () => {
  await using set = await throughProxy({ maxPending: 3 }, 'closed');
  const held = [firstEntry(), firstEntry(), firstEntry()].map((entry) => set.journal.append(entry));
  expect(await set.journal.append(firstEntry())).toEqual({ ok: false, error: 'JOURNAL_FULL' });
  await until(() => set.journal.state().lastError !== null);
  const lastError = expect.stringContaining('ECONNREFUSED');
  expect(set.journal.state()).toEqual({ healthy: false, lost: false, pending: 3, position: 0, lastError });
  await set.proxy.open();
  expect(await Promise.all(held)).toEqual([1, 2, 3].map((position) => ({ ok: true, position })));
  expect(set.journal.state()).toMatchObject({ healthy: true, pending: 0 });
});

it.each(['mute', 'gone'] as const)(
  'writes what it holds, once, when a server that was %s is there again',
  async (how) => {
    await using set = await throughProxy({ commitMsMax: 200 });
    expect(await set.journal.append(firstEntry())).toEqual({ ok: true, position: 1 });
    expect(set.journal.state().healthy).toBe(true);
    set.proxy.takeAway(how);
    let written = 0;
    const held = [firstEntry(), firstEntry()].map((entry) => set.journal.append(entry).finally(() => (written += 1)));
    await expect.poll(() => set.journal.state().healthy).toBe(false);
    if (how === 'mute') expect(set.journal.state().lastError).toBe('the database does not answer');
    expect(await query(set.url, COUNTS)).toEqual([{ entries: 1, last: 1, keys: 1 }]);
    expect(written).toBe(0);
    set.proxy.restore();
    expect(await Promise.all(held)).toEqual([2, 3].map((position) => ({ ok: true, position })));
    expect(set.journal.state()).toMatchObject({ healthy: true, pending: 0 });
    await set.journal.close();
    expect(await query(set.url, COUNTS)).toEqual([{ entries: 3, last: 3, keys: 3 }]);
  },
);

it('notices the loss of an idle connection and connects again by itself', async () => {
  await using db = await testDatabase();
  const journal = await openJournal(db.url);
  await until(() => journal.state().healthy);
  await query(db.url, TERMINATE);
  await until(() => journal.state().lastError !== null);
  await until(() => journal.state().healthy);
  await journal.close();
});

it('gives up, when it is closed, what a database that is away would have to write', async () => {
  await using set = await throughProxy({ closeMsMax: 100 });
  expect(await set.journal.append(firstEntry())).toEqual({ ok: true, position: 1 });
  set.proxy.takeAway('gone');
  await expect.poll(() => set.journal.state().healthy).toBe(false);
  const waiting = [firstEntry(), firstEntry()].map((entry) => set.journal.append(entry));
  await set.journal.close();
  const closed = { ok: false, error: 'JOURNAL_CLOSED' };
  expect(await Promise.all(waiting)).toEqual([closed, closed]);
});

it('takes the lease only after a commit that is under way, and reads its end after it', async () => {
  await using db = await testDatabase();
  const old = await leaseOf(db.url);
  const entries = [firstEntry(), firstEntry()];
  await using held = await heldCommit(db.url, { lease: old, entries });
  const taking = leaseOf(`${db.url}?application_name=taker`);
  await untilWaiting(db.url, 'taker');
  await held.query('commit');
  const last = chained(old, old.end, entries).chained[1]?.hash;
  expect(await taking).toEqual({ shard: 0, epoch: old.epoch + 1, end: { position: 2, hash: last } });
  const late = createJournal({
    databaseUrl: db.url,
    lease: { ...old, end: { position: 2, hash: last ?? old.end.hash } },
  });
  expect(await late.append(firstEntry())).toEqual({ ok: false, error: 'LEASE_LOST' });
  await late.close();
  expect(await query(db.url, COUNTS)).toEqual([{ entries: 2, last: 2, keys: 2 }]);
});

it('writes nothing with a lease that is just being taken', async () => {
  await using db = await testDatabase();
  const old = await leaseOf(db.url);
  await using taker = await openTransaction(db.url);
  await taker.query('update shard_leases set epoch = epoch + 1');
  const journal = createJournal({ databaseUrl: db.url, lease: old });
  const outcome = journal.append(firstEntry());
  await untilWaiting(db.url, 'fairlead-journal');
  await taker.query('commit');
  expect(await outcome).toEqual({ ok: false, error: 'LEASE_LOST' });
  await journal.close();
  expect(await query(db.url, COUNTS)).toEqual([{ entries: 0, last: null, keys: 0 }]);
});

async function throughProxy(options: Partial<JournalOptions> = {}, at: 'open' | 'closed' = 'open') {
  const db = await testDatabase();
  const proxy = severingProxy(db.url, await freePort());
  if (at === 'open') await proxy.open();
  const told: ChainedEntry[] = [];
  const onCommitted = (entries: readonly ChainedEntry[]) => told.push(...entries);
  const journal = createJournal({ databaseUrl: proxy.url, lease: await leaseOf(db.url), onCommitted, ...options });
  return {
    /** Of the database itself. */
    url: db.url,
    proxy,
    journal,
    told,
    async [Symbol.asyncDispose]() {
      await journal.close();
      await proxy[Symbol.asyncDispose]();
      await db[Symbol.asyncDispose]();
    },
  };
}

async function openTransaction(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  return {
    query: (sql: string) => client.query(sql),
    client,
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** A commit that has written its rows and not ended. */
async function heldCommit(
  url: string,
  { lease, entries }: { lease: JournalOptions['lease']; entries: readonly JournalEntry[] },
) {
  const transaction = await openTransaction(url);
  const written = await transaction.client.query(writeStatement(chained(lease, lease.end, entries)));
  expect(written.rows).toEqual([{ held: 1 }]);
  return transaction;
}

/** Waits for a statement of a connection to wait for somebody else's. */
async function untilWaiting(url: string, applicationName: string): Promise<void> {
  const waiting =
    "select 1 from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock' and datname = current_database()";
  while ((await query(url, waiting, [applicationName])).length === 0);
}

/** Gives way to everything else until a condition holds; the test's own time limit bounds it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

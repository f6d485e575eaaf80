import pg from 'pg';
import { expect, it } from 'vitest';
import { createJournal } from './journal.ts';
import { assemble } from './journal-batch.ts';
import { journalStatement } from './journal-sql.ts';
import { orderEntry } from './testing/journal-load.ts';
import { query } from './testing/query.ts';
import { severingProxy } from './testing/severing-proxy.ts';
import { testDatabase } from './testing/test-database.ts';
import { freePort } from './testing/test-server.ts';

const COUNTS = `select (select count(*) from orders)::int as orders, (select count(*) from child_orders)::int as children,
  (select count(*) from order_events)::int as events, (select count(*) from outbox_events)::int as outbox`;
const TERMINATE =
  "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fairlead-journal' and datname = current_database()";

it('loses nothing and writes nothing twice while its connection is killed again and again', async () => {
  await using db = await testDatabase();
  const journal = createJournal({ databaseUrl: db.url, maxBatch: 8 });
  const entries = Array.from({ length: 400 }, () => orderEntry());
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
  expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([]);
  expect(await query(db.url, COUNTS)).toEqual([{ orders: 400, children: 1200, events: 400, outbox: 400 }]);
  const order = await query(db.url, 'select key from outbox_events order by position');
  expect(order.map((row) => row.key)).toEqual(entries.map((entry) => entry.outbox[0].key));
});

it('repeats a commit whose answer was lost, and finds it done', async () => {
  await using db = await testDatabase();
  await using proxy = severingProxy(db.url, await freePort());
  await proxy.open();
  const journal = createJournal({ databaseUrl: proxy.url });
  await journal.append(orderEntry());
  proxy.loseNextAnswer();
  const outcomes = await Promise.all([orderEntry(), orderEntry()].map((entry) => journal.append(entry)));
  expect(proxy.lostAnswers).toBe(1);
  expect(outcomes).toEqual([{ ok: true }, { ok: true }]);
  expect(journal.state()).toMatchObject({ healthy: true, pending: 0 });
  await journal.close();
  expect(await query(db.url, COUNTS)).toEqual([{ orders: 3, children: 9, events: 3, outbox: 3 }]);
});

it('does not take its own commit, still under way, for a duplicate', async () => {
  await using db = await testDatabase();
  const entry = orderEntry();
  const before = new pg.Client({ connectionString: db.url });
  await before.connect();
  await before.query('begin');
  await before.query(journalStatement(assemble([entry])));

  const journal = createJournal({ databaseUrl: db.url });
  const outcome = journal.append(entry);
  await untilJournalWaits(db.url);
  await before.query('commit');
  await before.end();
  expect(await outcome).toEqual({ ok: true });
  await journal.close();
  expect(await query(db.url, COUNTS)).toEqual([{ orders: 1, children: 3, events: 1, outbox: 1 }]);
});

it('holds entries while the database is away, refuses more than it may hold, and writes them when it is back', async () => {
  await using db = await testDatabase();
  await using proxy = severingProxy(db.url, await freePort());
  const journal = createJournal({ databaseUrl: proxy.url, maxPending: 3 });
  const held = [orderEntry(), orderEntry(), orderEntry()].map((entry) => journal.append(entry));
  expect(await journal.append(orderEntry())).toEqual({ ok: false, error: 'JOURNAL_FULL' });
  await until(() => journal.state().lastError !== null);
  expect(journal.state()).toEqual({ healthy: false, pending: 3, lastError: expect.stringContaining('ECONNREFUSED') });
  await proxy.open();
  expect(await Promise.all(held)).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  expect(journal.state()).toMatchObject({ healthy: true, pending: 0 });
  await journal.close();
});

it.each(['mute', 'gone'] as const)(
  'writes what it holds, once, when a server that was %s is there again',
  async (how) => {
    await using db = await testDatabase();
    await using proxy = severingProxy(db.url, await freePort());
    await proxy.open();
    const journal = createJournal({ databaseUrl: proxy.url, commitMsMax: 200 });
    expect(await journal.append(orderEntry())).toEqual({ ok: true });
    expect(journal.state().healthy).toBe(true);
    proxy.takeAway(how);
    let written = 0;
    const held = [orderEntry(), orderEntry()].map((entry) => journal.append(entry).finally(() => (written += 1)));
    await expect.poll(() => journal.state().healthy).toBe(false);
    if (how === 'mute') expect(journal.state().lastError).toBe('the database does not answer');
    expect(await query(db.url, COUNTS)).toEqual([{ orders: 1, children: 3, events: 1, outbox: 1 }]);
    expect(written).toBe(0);
    proxy.restore();
    expect(await Promise.all(held)).toEqual([{ ok: true }, { ok: true }]);
    expect(journal.state()).toMatchObject({ healthy: true, pending: 0 });
    await journal.close();
    expect(await query(db.url, COUNTS)).toEqual([{ orders: 3, children: 9, events: 3, outbox: 3 }]);
  },
);

it('notices the loss of an idle connection and connects again by itself', async () => {
  await using db = await testDatabase();
  const journal = createJournal({ databaseUrl: db.url });
  await until(() => journal.state().healthy);
  await query(db.url, TERMINATE);
  await until(() => journal.state().lastError !== null);
  await until(() => journal.state().healthy);
  await journal.close();
});

/** Waits for the journal's statement to wait for somebody else's. */
async function untilJournalWaits(url: string): Promise<void> {
  const waiting =
    "select 1 from pg_stat_activity where application_name = 'fairlead-journal' and wait_event_type = 'Lock' and datname = current_database()";
  while ((await query(url, waiting)).length === 0);
}

/** Gives way to everything else until a condition holds; the test's own time limit bounds it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

it('gives up, when it is closed, what a database that is away would have to write', async () => {
  await using db = await testDatabase();
  const proxy = severingProxy(db.url, await freePort());
  await proxy.open();
  const journal = createJournal({ databaseUrl: proxy.url, closeMsMax: 100 });
  expect(await journal.append(orderEntry())).toEqual({ ok: true });
  await proxy[Symbol.asyncDispose]();
  await expect.poll(() => journal.state().healthy).toBe(false);
  const waiting = [orderEntry(), orderEntry()].map((entry) => journal.append(entry));
  await journal.close();
  expect(await Promise.all(waiting)).toEqual([
    { ok: false, error: 'JOURNAL_CLOSED' },
    { ok: false, error: 'JOURNAL_CLOSED' },
  ]);
});

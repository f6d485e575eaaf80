import type { JournalEntry } from '@fairlead/db/journal/journal-entry';
import { JournalPartitions } from '@fairlead/db/journal/journal-partitions';
import { makeRoots } from '@fairlead/db/journal/roots';
import { sealUpTo } from '@fairlead/db/journal/seals';
import { createPool } from '@fairlead/db/pool';
import { dropProjectionMonths } from '@fairlead/db/projection/projection-months';
import { SimulatedOrdersRepository } from '@fairlead/db/repositories/simulated-orders-repository';
import { firstEntry } from '@fairlead/db/testing/journal-entries';
import { openJournal } from '@fairlead/db/testing/open-journal';
import { orderRow } from '@fairlead/db/testing/order-rows';
import { query } from '@fairlead/db/testing/query';
import { storeRows } from '@fairlead/db/testing/stored-rows';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { dailyRoots } from '../src/jobs/daily-roots.ts';
import { journalRetention } from '../src/jobs/journal-retention.ts';

const NOON_US = Date.UTC(2026, 10, 20, 12) * 1_000;
const HOUR_US = 3_600_000_000;
const DAY_US = 24 * HOUR_US;
const KEPT = { live_days: 100, simulated_days: 2, simulated_gb: 2 };

/** A journal in partitions of two entries, all sealed at noon: the first and second with simulated orders alone, the third with one of a customer. */
async function setUp() {
  const db = await testDatabase();
  await query(db.url, 'drop table order_journal_000000000001');
  for (const from of [1, 3, 5])
    await query(
      db.url,
      `create table order_journal_${from} partition of order_journal for values from (${from}) to (${from + 2})`,
    );
  const entries: readonly JournalEntry[] = [true, true, true, true, true, false].map((simulated) =>
    firstEntry({ simulated }),
  );
  const journal = await openJournal(db.url);
  await Promise.all(entries.map((entry) => journal.append(entry)));
  await journal.close();
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  for (const position of [2, 4, 6]) await sealUpTo(pool, { shard: 0, position, atUs: NOON_US });
  const retained = {
    partitions: new JournalPartitions(pool),
    orders: new SimulatedOrdersRepository(pool),
    dropMonths: (before_us: number) => dropProjectionMonths(pool, before_us),
  };
  const job = journalRetention(retained, { liveDays: 1, simulatedDays: 1, simulatedGb: 1 });
  return {
    url: db.url,
    pool,
    entries,
    run: (payload: object, now_us: number) => job.run({ ...KEPT, ...payload }, { now_us }),
    left: async () =>
      (await query(db.url, 'select position::int from order_journal order by 1')).map((row) => row.position),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('keeps the journal until its time is over, that of simulated orders and that of others', async () => {
  await using set = await setUp();
  expect(await set.run({}, NOON_US + DAY_US)).toMatchObject({ dropped: 0 });
  expect(await set.run({}, NOON_US + 2 * DAY_US + 1)).toMatchObject({ dropped: 4 });
  expect(await set.left()).toEqual([5, 6]);
  expect(await set.run({}, NOON_US + 101 * DAY_US)).toMatchObject({ dropped: 2 });
  expect(await set.left()).toEqual([]);
});

it('drops the oldest of simulated orders while they take more than they may', async () => {
  await using set = await setUp();
  // Two partitions and the empty one ahead take more than one of them.
  const [{ bytes }] = (
    await set.pool.query('select sum(bytes)::float8 - 1 as bytes from journal_partitions() where not holds_live')
  ).rows;
  expect(await set.run({ simulated_gb: bytes / 1e9 }, NOON_US + 2 * HOUR_US)).toMatchObject({ dropped: 2 });
  expect(await set.left()).toEqual([3, 4, 5, 6]);
});

it('leaves what is of the last hour, however much it takes', async () => {
  await using set = await setUp();
  expect(await set.run({ simulated_gb: 0 }, NOON_US + HOUR_US - 1)).toMatchObject({ dropped: 0 });
  expect(await set.run({ simulated_gb: 0 }, NOON_US + HOUR_US)).toMatchObject({ dropped: 4 });
});

it('keeps what belongs to an order that has not ended, however old it is', async () => {
  await using set = await setUp();
  const simulated = { id: set.entries[0]?.orderPk ?? '', simulated: true };
  await storeRows(set.url, { orders: [orderRow({ ...simulated, state: 'WORKING' })] });
  expect(await set.run({}, NOON_US + 101 * DAY_US)).toMatchObject({ dropped: 4 });
  expect(await set.left()).toEqual([1, 2]);
});

it('makes the root of each day once, and tells it', async () => {
  await using set = await setUp();
  const job = dailyRoots((nowUs) => makeRoots(set.pool, { shard: 0, nowUs }));
  const told = await job.run({}, { now_us: NOON_US + DAY_US });
  expect(told).toEqual({ roots: [expect.stringMatching(/^2026-11-20=[0-9a-f]{64}$/)] });
  expect(await job.run({}, { now_us: NOON_US + DAY_US })).toEqual({ roots: [] });
});

import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { leaseOf } from '../testing/open-journal.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { endTerm, type Holder, renewTerm, untilShardIsFree } from './shard-term.ts';

const FIRST: Holder = { host: 'one', pid: 7 };
const HERE: Holder = { host: 'one', pid: 8 };
const ELSEWHERE: Holder = { host: 'two', pid: 7 };

async function acting() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 2, onError: () => {} });
  const lease = await leaseOf(db.url);
  const isHeld = await renewTerm(pool, lease, FIRST);
  const waits = async (me: Holder, isRunning: boolean): Promise<Holder[]> => {
    const told: Holder[] = [];
    const onWaiting = (holder: Holder) => {
      told.push(holder);
      void endTerm(pool, lease);
    };
    await untilShardIsFree(pool, { shard: 0, me, isRunning: () => isRunning, onWaiting });
    return told;
  };
  return {
    ...{ db, pool, lease, isHeld, waits },
    [Symbol.asyncDispose]: async () => {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('makes whoever would take a shard over wait until its router has ended its term', async () => {
  await using set = await acting();
  expect(set.isHeld).toBe(true);
  expect(await set.waits(ELSEWHERE, false)).toEqual([FIRST]);
});

it('makes one of the same machine wait too, while the process is there, be it stopped', async () => {
  await using set = await acting();
  expect(await set.waits(HERE, true)).toEqual([FIRST]);
});

it('waits for nobody where the process is gone, and not for itself', async () => {
  await using set = await acting();
  expect(await set.waits(HERE, false)).toEqual([]);
  expect(await set.waits(FIRST, true)).toEqual([]);
});

it('waits for nobody whose term is over without a word, as that of a machine that is gone', async () => {
  await using set = await acting();
  await query(set.db.url, `update shard_terms set until = now() - interval '1 second'`);
  expect(await set.waits(ELSEWHERE, true)).toEqual([]);
});

it('lets nobody renew a term after another has the lease, nor end that of the other', async () => {
  await using set = await acting();
  const next = await leaseOf(set.db.url);
  expect(await renewTerm(set.pool, next, ELSEWHERE)).toBe(true);
  expect(await renewTerm(set.pool, set.lease, FIRST)).toBe(false);
  await endTerm(set.pool, set.lease);
  expect(await query(set.db.url, 'select holder, until > now() as acts from shard_terms')).toEqual([
    { holder: '7@two', acts: true },
  ]);
});

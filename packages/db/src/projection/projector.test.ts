import { anyHappenings, trueHappenings } from '@fairlead/core/testing/happenings';
import type { Happening } from '@fairlead/core/testing/history';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { entriesOf, interleaved, TEST_CODEC, uuidOf } from '../testing/order-entries.ts';
import { query } from '../testing/query.ts';
import { severingProxy } from '../testing/severing-proxy.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { freePort } from '../testing/test-server.ts';
import { projectedRows, writeEntries } from '../testing/written-entries.ts';
import { Projector, type ProjectorOptions } from './projector.ts';

/** Histories of several orders, the same each time. */
const HISTORIES: Happening[][] = fc.sample(fc.oneof(trueHappenings, anyHappenings), { numRuns: 40, seed: 9 });
const JOURNAL = interleaved(
  HISTORIES.map((happenings, index) => entriesOf(`order-${index}`, happenings, 2 + (index % 4))),
);

function projectorOf(db: { readonly url: string }, changes: Partial<ProjectorOptions> = {}): Projector {
  return new Projector({ databaseUrl: db.url, shard: 0, epoch: 1, codec: TEST_CODEC, gatherMs: 0, ...changes });
}

async function journalled(entries: readonly StoredEntry[] = JOURNAL): Promise<TestDatabase> {
  const db = await testDatabase();
  await writeEntries(db.url, entries);
  return db;
}

/** Projects a journal whole and gives its rows. */
async function wholeRows(entries: readonly StoredEntry[] = JOURNAL) {
  await using db = await journalled(entries);
  const projector = projectorOf(db);
  await projector.catchUp();
  await projector.close();
  return await projectedRows(db.url);
}
const WHOLE = wholeRows();

describe('the projector', () => {
  it('makes the same rows entry by entry as from the whole journal', async () => {
    await using db = await journalled([]);
    const projector = projectorOf(db);
    const entries = JOURNAL.slice(0, 45);
    for (const entry of entries) {
      await writeEntries(db.url, [entry]);
      projector.offer([entry]);
      await projector.catchUp();
    }
    await projector.close();
    expect(await projectedRows(db.url)).toEqual(await wholeRows(entries));
  });

  it('makes the same rows in batches of any size, and by projectors that take over from each other', async () => {
    await using db = await journalled();
    let written = 0;
    for (let size = 1; written < JOURNAL.length; size += 7) {
      const projector = projectorOf(db, { ordersMax: 1 + (size % 5), endedMax: size % 3 });
      projector.offer(JOURNAL.slice(written, written + size));
      await projector.catchUp();
      await projector.close();
      written += size;
    }
    expect(await projectedRows(db.url)).toEqual(await WHOLE);
  });

  it('reads from the journal what it has no room for', async () => {
    await using db = await journalled();
    const projector = projectorOf(db, { backlogMax: 10, ordersMax: 4 });
    for (const entry of JOURNAL) projector.offer([entry]);
    await projector.catchUp();
    expect(projector.state()).toMatchObject({ position: JOURNAL.length, behind: 0, lastError: null });
    await projector.close();
    expect(await projectedRows(db.url)).toEqual(await WHOLE);
  });

  it('tells its position with the rows of it, and the time of its entry', async () => {
    await using db = await journalled(JOURNAL.slice(0, 10));
    const projector = projectorOf(db);
    await projector.catchUp();
    await projector.close();
    const positions = await query(
      db.url,
      'select position::int as position, extract(epoch from at) * 1000000 as at from projection_positions',
    );
    expect(positions).toEqual([{ position: 10, at: `${JOURNAL[9]?.atUs}.000000` }]);
    const newest = await query(db.url, 'select max(last_position)::int as position from orders');
    expect(newest).toEqual([{ position: 10 }]);
  });

  it('folds an order again that it has forgotten', async () => {
    await using db = await journalled();
    const projector = projectorOf(db, { endedMax: 0, ordersMax: 1 });
    projector.offer(JOURNAL);
    await projector.catchUp();
    await projector.close();
    expect(await projectedRows(db.url)).toEqual(await WHOLE);
  });

  it('goes on where a database that was away comes back, and writes nothing twice', async () => {
    await using db = await journalled();
    await using proxy = severingProxy(db.url, await freePort());
    await proxy.open();
    const positions: number[] = [];
    const projector = projectorOf(proxy, {
      ordersMax: 5,
      onProgress: ({ position, failingSinceMs }) => {
        // The server goes in the middle of what follows each third batch, and comes back when that has been noticed.
        if (failingSinceMs !== null) return proxy.restore();
        positions.push(position);
        if (positions.length % 3 === 0) proxy.takeAway('gone');
      },
    });
    projector.offer(JOURNAL);
    await projector.catchUp();
    expect(projector.state()).toMatchObject({ position: JOURNAL.length, failingSinceMs: null });
    await projector.close();
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.length).toBeGreaterThan(9);
    expect(await projectedRows(db.url)).toEqual(await WHOLE);
  });

  it('gives up on a database that hangs, begins anew and goes on, and writes nothing twice', async () => {
    await using db = await journalled();
    await using proxy = severingProxy(db.url, await freePort());
    await proxy.open();
    const positions: number[] = [];
    const errors = new Set<string | null>();
    const projector = projectorOf(proxy, {
      ordersMax: 5,
      answerMsMax: 300,
      onProgress: ({ position, failingSinceMs, lastError }) => {
        if (failingSinceMs !== null) {
          errors.add(lastError);
          // What was said to the server that hung arrives now, behind the back of who gave it up.
          return proxy.restore();
        }
        positions.push(position);
        if (positions.length % 4 === 0) proxy.takeAway('mute');
      },
    });
    projector.offer(JOURNAL);
    await projector.catchUp();
    expect(projector.state().position).toBe(JOURNAL.length);
    await projector.close();
    expect([...errors]).toEqual(['Query read timeout']);
    expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
    expect(positions.length).toBeGreaterThan(9);
    expect(await projectedRows(db.url)).toEqual(await WHOLE);
  });

  it('writes nothing for a router whose shard is another’s, and says so', async () => {
    await using db = await journalled();
    await query(db.url, 'update shard_leases set epoch = 2');
    const projector = await new Promise<Projector>((resolve) => {
      const made = projectorOf(db, { onProgress: () => resolve(made) });
      made.offer(JOURNAL);
    });
    expect(projector.state().lastError).toContain('under lease 1');
    await projector.close();
    expect(await projectedRows(db.url)).toEqual([]);
  });

  it('goes on over rows that should not be there yet', async () => {
    await using db = await journalled();
    const first = projectorOf(db);
    await first.catchUp();
    await first.close();
    await query(db.url, 'update projection_positions set position = 0');
    const projector = projectorOf(db);
    await projector.catchUp();
    await projector.close();
    expect(await projectedRows(db.url)).toEqual(await WHOLE);
  });

  it('writes an order whole again of which something happens after its rows were deleted', async () => {
    const last = JOURNAL.at(-1);
    await using db = await journalled(JOURNAL.slice(0, -1));
    const projector = projectorOf(db);
    await projector.catchUp();
    for (const table of ['order_terms', 'executions', 'child_orders', 'routing_decisions'])
      await query(db.url, `delete from ${table} where order_pk = $1`, [last?.orderPk]);
    await query(db.url, 'delete from orders where id = $1', [last?.orderPk]);
    await writeEntries(db.url, JOURNAL.slice(-1));
    projector.offer(JOURNAL.slice(-1));
    await projector.catchUp();
    await projector.close();
    expect(await projectedRows(db.url)).toEqual(await WHOLE);
  });

  it('acts with the rights of the applications, and goes on once what was in its way is gone', async () => {
    await using db = await journalled();
    await query(db.url, 'revoke insert on orders from fairlead_app');
    const projector = await new Promise<Projector>((resolve) => {
      const made = projectorOf(db, { onProgress: () => resolve(made) });
      made.offer(JOURNAL);
    });
    expect(projector.state()).toMatchObject({ position: 0, lastError: expect.stringContaining('permission denied') });
    await query(db.url, 'grant insert on orders to fairlead_app');
    await projector.catchUp();
    await projector.close();
    expect(await projectedRows(db.url)).toEqual(await WHOLE);
  });

  it('stops before an entry that cannot be read, and says which', async () => {
    const [first, second] = JOURNAL;
    if (first === undefined || second === undefined) throw new Error('two entries expected');
    await using db = await journalled([first, { ...second, body: '[99]' }]);
    const projector = await new Promise<Projector>((resolve) => {
      const made = projectorOf(db, { onProgress: ({ lastError }) => lastError !== null && resolve(made) });
      made.tellEnd(2);
    });
    expect(projector.state().lastError).toMatch(
      new RegExp(`^RECORD_UNREADABLE: entry 2, of order ${second.orderPk}, cannot be read: .*99`),
    );
    await projector.close();
  });

  it('makes a month that nobody has made ahead', async () => {
    const [first] = entriesOf('order-old', [], 2);
    if (first === undefined) throw new Error('an entry expected');
    const orderPk = `0180${uuidOf('order-old').slice(4)}`;
    const entry = { ...first, position: 1, orderPk };
    await using db = await journalled([entry]);
    const projector = projectorOf(db);
    await projector.catchUp();
    await projector.close();
    expect(await query(db.url, 'select id, tableoid::regclass::text as "table" from orders')).toEqual([
      { id: orderPk, table: 'orders_202205' },
    ]);
  });
});

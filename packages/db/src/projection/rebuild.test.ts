import { trueHappenings } from '@fairlead/core/testing/happenings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesOf, interleaved, TEST_CODEC, uuidOf } from '../testing/order-entries.ts';
import { query } from '../testing/query.ts';
import { type TestDatabase, testDatabase } from '../testing/test-database.ts';
import { projectedRows, writeEntries } from '../testing/written-entries.ts';
import { Projector } from './projector.ts';
import { rebuildProjections } from './rebuild.ts';

const HISTORIES = fc.sample(trueHappenings, { numRuns: 30, seed: 4 });
const JOURNAL = interleaved(HISTORIES.map((happenings, index) => entriesOf(`order-${index}`, happenings, 3)));
const NOTHING = {
  ...{ orders: 0, routing_decisions: 0, child_orders: 0, executions: 0, order_terms: 0 },
  ...{ circuit_events: 0, halts: 0 },
};

function projectorOf(db: TestDatabase): Projector {
  return new Projector({ databaseUrl: db.url, shard: 0, epoch: 1, codec: TEST_CODEC, gatherMs: 0 });
}

async function projected(): Promise<TestDatabase> {
  const db = await testDatabase();
  await writeEntries(db.url, JOURNAL);
  const projector = projectorOf(db);
  await projector.catchUp();
  await projector.close();
  return db;
}

function rebuild(db: TestDatabase, check = false, toldMax = 100) {
  return rebuildProjections({ databaseUrl: db.url, shard: 0, codec: TEST_CODEC, check, toldMax });
}

/** Damages the projections: a changed row of each table, a row too many, and a whole order too few. */
async function damage(db: TestDatabase): Promise<void> {
  const [other] = await query(db.url, 'select order_pk, id from executions order by order_pk, id limit 1');
  const lost = await query(db.url, 'select id from orders where id <> $1 order by id limit 1', [other?.order_pk]);
  await query(db.url, "update orders set state = 'UNKNOWN', notional = notional + 1 where id = $1", [other?.order_pk]);
  await query(db.url, 'update executions set fee = fee + 0.00000001 where order_pk = $1 and id = $2', [
    other?.order_pk,
    other?.id,
  ]);
  await query(
    db.url,
    `insert into executions (id, order_pk, venue_id, venue_execution_id, quantity, price, fee, liquidity_flag, executed_at, created_at)
    values ($1, $2, 'XNAS', 'made up', 1, 1, 0, 'TAKE', now(), now())`,
    [uuidOf('made up'), other?.order_pk],
  );
  await query(
    db.url,
    `update order_terms set quantity = quantity + 1 where (order_pk, id, number) = (
    select order_pk, id, number from order_terms where order_pk <> $1 order by number desc limit 1)`,
    [lost[0]?.id],
  );
  for (const [table, key] of [
    ['order_terms', 'order_pk'],
    ['executions', 'order_pk'],
    ['child_orders', 'order_pk'],
    ['routing_decisions', 'order_pk'],
    ['orders', 'id'],
  ])
    await query(db.url, `delete from ${table} where ${key} = $1`, [lost[0]?.id]);
}

describe('the rebuild of the projections', () => {
  it('finds nothing where nobody has touched them', async () => {
    await using db = await projected();
    expect(await rebuild(db, true)).toEqual({ position: JOURNAL.length, different: NOTHING, told: [] });
  });

  it('tells what is damaged, too much or missing by table, key and column, and changes nothing when it only checks', async () => {
    await using db = await projected();
    await damage(db);
    const before = await projectedRows(db.url);
    const { different, told } = await rebuild(db, true);
    const [first] = await query(db.url, 'select order_pk, id from executions order by order_pk, id limit 1');
    expect(told).toContainEqual({
      table: 'orders',
      order_pk: first?.order_pk,
      id: first?.order_pk,
      kind: 'DIFFERENT',
      columns: ['state', 'notional'],
    });
    expect(told).toContainEqual({
      table: 'executions',
      order_pk: first?.order_pk,
      id: uuidOf('made up'),
      kind: 'EXTRA',
      columns: [],
    });
    expect(told.filter(({ kind }) => kind === 'DIFFERENT').map(({ table, columns }) => [table, columns])).toEqual(
      expect.arrayContaining([
        ['executions', ['fee']],
        ['order_terms', ['quantity']],
      ]),
    );
    expect(told.filter(({ table, kind }) => table === 'orders' && kind === 'MISSING')).toHaveLength(1);
    expect(different).toMatchObject({ orders: 2 });
    expect(Object.values(different).reduce((sum, count) => sum + count, 0)).toBe(told.length);
    expect(await projectedRows(db.url)).toEqual(before);
  });

  it('mends them from the journal alone', async () => {
    await using db = await projected();
    const whole = await projectedRows(db.url);
    await damage(db);
    expect(await projectedRows(db.url)).not.toEqual(whole);
    const { told } = await rebuild(db, false, 1);
    expect(told).toHaveLength(1);
    expect(await projectedRows(db.url)).toEqual(whole);
    expect(await rebuild(db, true)).toMatchObject({ different: NOTHING });
  });

  it('makes them anew where nothing is left of them', async () => {
    await using db = await projected();
    const whole = await projectedRows(db.url);
    await query(db.url, 'truncate order_terms, executions, child_orders, routing_decisions, orders');
    await rebuild(db);
    expect(await projectedRows(db.url)).toEqual(whole);
  });

  it('leaves alone what retention has dropped of the journal, of the months and of simulated orders', async () => {
    await using db = await projected();
    const dropped = JOURNAL.slice(0, 40);
    await query(db.url, 'alter table order_journal disable trigger all');
    await query(db.url, 'alter table order_journal disable trigger user');
    await query(db.url, `create table kept as select * from order_journal where position > 40`);
    await query(db.url, 'drop table order_journal_000000000001');
    await query(db.url, 'create table order_journal_again partition of order_journal for values from (1) to (200001)');
    await query(db.url, 'insert into order_journal select * from kept');
    await query(
      db.url,
      `insert into journal_drops (shard, first_position, last_position, last_hash, dropped_at) values (0, 1, 40, decode(repeat('00', 32), 'hex'), now())`,
    );
    expect(new Set(dropped.map((entry) => entry.orderPk)).size).toBe(30);
    expect(await rebuild(db)).toMatchObject({ different: NOTHING });
  });

  it('waits for the batch of a projector, and a projector for it', async () => {
    await using db = await projected();
    await damage(db);
    const more = entriesOf('order-more', HISTORIES[3] ?? [], 2).map((entry, index) => ({
      ...entry,
      position: JOURNAL.length + index + 1,
    }));
    await writeEntries(db.url, more);
    const projector = projectorOf(db);
    projector.offer(more);
    await Promise.all([projector.catchUp(), rebuild(db), rebuild(db)]);
    await projector.close();
    expect(await rebuild(db, true)).toEqual({ position: JOURNAL.length + more.length, different: NOTHING, told: [] });
  });
});

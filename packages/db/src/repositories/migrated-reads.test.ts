import type { OrderEvent, OrderFact } from '@fairlead/core/order-life/order-event';
import { expect, it } from 'vitest';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { migrate } from '../migrate.ts';
import { NOTHING_LATER } from '../order-rows.ts';
import { createPool } from '../pool.ts';
import { readBody, writeBody } from '../record/entry-body.ts';
import { foldEntries } from '../record/fold-entries.ts';
import { payloadOf } from '../record/told-events.ts';
import { databaseBefore, type OldOrder, oldEvents } from '../testing/before-the-journal.ts';
import { journal, journalEntriesOf, PARTLY_FILLED, TOLD } from '../testing/journaled-orders.ts';
import { uuidOf } from '../testing/order-entries.ts';
import { DecisionRepository } from './decision-repository.ts';
import { journaledOrder } from './journaled-order.ts';
import { MessageRepository } from './message-repository.ts';
import { OrderRepository } from './order-repository.ts';
import { RecoveryRepository } from './recovery-repository.ts';

const PK = uuidOf('old');
const CHILD = uuidOf('old', 'c1-0');

/** An order of which 120 of 200 are executed, as entries, and as a router of before the journal stored the same. */
function partlyFilled() {
  const entries = journalEntriesOf('old', PARTLY_FILLED).map(
    (entry, index): StoredEntry => ({ ...entry, shard: 0, position: index + 1, hash: '' }),
  );
  const folded = foldEntries(entries);
  const rows = journaledOrder(entries);
  if (folded === null || rows === null) throw new Error('an order expected');
  const { first_position: _first, last_position: _last, ...row } = rows.order;
  const order = { ...row, ...NOTHING_LATER };
  const decisions = rows.decisions.map(({ shard: _shard, position: _position, ...decision }) => ({
    ...decision,
    ...{ rationale: TOLD.rationale, evidence: '{"of":"before"}' },
  }));
  const told = folded.events.map(
    (event) => [event.type, { ...JSON.parse(payloadOf(event, folded.head.scale)), v: 1 }] as const,
  );
  const timed = (row: OldOrder['events'][number], index: number) => ({
    ...row,
    created_at_us: folded.events[index]?.atUs ?? 0,
  });
  const old: OldOrder = { ...rows, order, decisions, events: oldEvents(PK, told).map(timed) };
  return { old, folded };
}

it('an order of before the journal is read, told and gone on with out of its one entry and those after it', async () => {
  const { old, folded } = partlyFilled();
  await using db = await databaseBefore([old]);
  await migrate(db.url);
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  try {
    const [orders, recovery] = [new OrderRepository(pool), new RecoveryRepository(pool)];
    const walk = await orders.findWalk(PK, null);
    expect(walk).toMatchObject({ order: old.order, children: old.children, executions: old.executions });
    expect(walk?.decisions).toMatchObject([{ filled_quantity: '120', rationale: TOLD.rationale }]);
    expect(walk?.events.map(({ event_type }) => event_type)).toEqual([
      ...old.events.map(({ event_type }) => event_type),
      'MIGRATED',
    ]);
    expect(walk?.events[2]?.payload).toBe(old.events[2]?.payload);
    expect(await orders.findByClientId('default', 'old')).toEqual(walk?.order);

    const [open] = await recovery.openOrders();
    const revived = foldEntries(open?.entries ?? []);
    expect(revived?.life).toEqual({ ...folded.life, version: 1 });
    const found = await new DecisionRepository(pool).findById(old.decisions[0]?.id ?? '', null);
    expect(found?.stored.record).toBe('{"of":"before"}');

    await journal(db.url, [later({ type: 'CHILD_IN_DOUBT', childId: CHILD, why: 'RESTART' }, open?.entries[0])]);
    const after = await orders.findWalk(PK, null);
    expect(after).toMatchObject({ order: { state: 'UNKNOWN' }, children: [{ id: CHILD, state: 'UNKNOWN' }] });
    expect(after?.events.at(-1)).toMatchObject({
      seq: old.events.length + 2,
      event_type: 'CHILD_IN_DOUBT',
      position: 2,
    });
    expect(await orders.findByClientId('default', 'old')).toEqual(after?.order);
    const messages = await new MessageRepository(pool).messagesAfter({ shard: 0, position: 0 }, 9);
    expect(messages).toEqual({ messages: [], position: 2 });
  } finally {
    await pool.end();
  }
});

/** The entry of one more event of an order. */
function later(fact: OrderFact, migrated: StoredEntry | undefined) {
  if (migrated === undefined) throw new Error('an entry expected');
  const { head } = readBody(migrated.body);
  const event: OrderEvent = { ...fact, atUs: migrated.atUs + 1, cause: 'RESTART' };
  const body = writeBody({ kind: 'EVENTS', head, events: [event] });
  const numbers = { firstEvent: 2, lastEvent: 2, atUs: event.atUs, simulated: false };
  return { orderPk: migrated.orderPk, ...numbers, body, key: null, parts: [] };
}

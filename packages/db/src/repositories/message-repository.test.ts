import type { JournalMessage } from '@fairlead/contracts/event-messages';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { OrderFact } from '@fairlead/core/order-life/order-event';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { writeControl } from '../record/control-body.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { DEFAULT_CLIENT_ID } from '../seed-catalogue.ts';
import { ENDED, journal, journalEntriesOf, TOLD } from '../testing/journaled-orders.ts';
import { uuidOf } from '../testing/order-entries.ts';
import { testDatabase } from '../testing/test-database.ts';
import { MessageRepository } from './message-repository.ts';
import { PersonNames } from './person-names.ts';

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  return {
    url: db.url,
    pool,
    messages: new MessageRepository(pool),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const START = { shard: 0, position: 0 };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it('tells the decision and the executions of an order in the forms of the requirement document', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one', ENDED), { isProjected: false });
  const { messages, position } = await set.messages.messagesAfter(START, 100);
  const { costBps, fillRate, confidence } = TOLD.expected;
  expect(position).toBe(journalEntriesOf('one', ENDED).length);
  const [, decision, execution] = messages.map(({ told }) => told);
  expect(decision).toMatchObject({
    ...{ topic: 'smart_routing_decision', key: 'one', client_id: DEFAULT_CLIENT_ID, position: 1, simulated: false },
    decision_id: uuidOf('one', 'decision-1'),
  });
  expect(decision?.event_id).toMatch(UUID);
  expect(decision?.payload).toEqual({
    event_id: decision?.event_id,
    timestamp: '2026-11-20T15:00:00.000000Z',
    smart_routing_decision: {
      order_id: 'one',
      routing_decisions: [
        {
          ...{ venue_id: 'XNAS', venue_type: 'EXCHANGE', allocation_percentage: 0.666667, quantity_allocated: 200 },
          ...{ expected_fill_time_ms: 0, expected_cost: costBps, routing_priority: 1 },
        },
      ],
      routing_rationale: TOLD.rationale,
      expected_execution_quality: {
        ...{ expected_fill_rate: fillRate, expected_cost: costBps },
        ...{ expected_time_ms: 0, routing_confidence: confidence },
      },
      routing_time_ms: 0.05,
    },
  });
  expect(execution).toMatchObject({ topic: 'order_execution', key: 'one', position: 3 });
  expect(execution?.payload).toMatchObject({
    order_execution: { order_id: 'one', venue_id: 'XNAS', quantity: '120', price: '99.99', liquidity_flag: 'TAKE' },
  });
});

it('tells each entry once, the same at each telling, in pages of any size', async () => {
  await using set = await setUp();
  const orders = ['one', 'two', 'three'].map((name) => journalEntriesOf(name, ENDED));
  // The orders come between each other, so that pages cut all of them.
  const turns = (orders[0] ?? []).flatMap((_, turn) => orders.flatMap((entries) => entries[turn] ?? []));
  await journal(set.url, turns, { isProjected: false });
  const whole = await set.messages.messagesAfter(START, 1_000);
  expect(new Set(whole.messages.map(({ told }) => told.event_id)).size).toBe(15);
  expect(whole.messages.map(({ told }) => told.position)).toEqual(
    whole.messages.map(({ told }) => told.position).toSorted((a, b) => a - b),
  );
  for (const size of [1, 2, 3, 5, 7]) {
    const told: unknown[] = [];
    let at = START;
    for (;;) {
      const page = await set.messages.messagesAfter(at, size);
      told.push(...page.messages);
      if (page.position === at.position) break;
      at = { shard: 0, position: page.position };
    }
    expect(told).toEqual(whole.messages);
  }
});

it('tells a refusal of the risk gate', async () => {
  await using set = await setUp();
  const rejected = { type: 'ORDER_REJECTED', code: 'PRICE_OUTSIDE_COLLAR', path: 'limit_price', detail: null } as const;
  const [first] = journalEntriesOf('one', [], (content) => withSecond(content, rejected));
  if (first === undefined) throw new Error('an entry expected');
  await journal(set.url, [first], { isProjected: false });
  const { messages } = await set.messages.messagesAfter(START, 9);
  const told = messages.map((each) => each.told);
  expect(told.map(({ topic }) => topic)).toEqual(['orders.created', 'risk_rejection', 'orders.cancelled']);
  expect(told[1]?.payload).toMatchObject({ risk_rejection: { order_id: 'one', code: 'PRICE_OUTSIDE_COLLAR' } });
});

it('tells accounts and customers by their names, and by their pseudonyms from when they are erased', async () => {
  await using set = await setUp();
  const names = new PersonNames(set.pool);
  const anna = { clientId: DEFAULT_CLIENT_ID, kind: 'ACCOUNT', name: 'ANNA' } as const;
  const account = await names.pseudonymOf(anna);
  const entries = journalEntriesOf('one', ENDED, (content) => withOrder(content, { account }));
  await journal(set.url, entries, { isProjected: false });
  const told = async () => (await set.messages.messagesAfter(START, 100)).messages.map((each) => each.told);
  const accountsIn = (messages: readonly JournalMessage[]) =>
    messages.flatMap(({ payload }) => {
      if ('order_execution' in payload) return [payload.order_execution.account];
      return 'account' in payload ? [payload.account] : [];
    });
  const before = await told();
  expect(accountsIn(before)).toEqual(['ANNA', 'ANNA', 'ANNA', 'ANNA']);
  await names.erase(anna, {
    ...{ id: uuidOf('act'), actor_type: 'USER', actor_id: 'a', action: 'PERSON_ERASED', subject_type: 'person' },
    ...{ reason: 'asked', trace_id: null, created_at_us: 1 },
  });
  const after = await told();
  expect(accountsIn(after)).toEqual([account, account, account, account]);
  expect(after.map(({ event_id }) => event_id)).toEqual(before.map(({ event_id }) => event_id));
});

it('tells the currency of the instrument, and a circuit that has changed between the orders', async () => {
  await using set = await setUp();
  const state = { from: 'CLOSED', to: 'OPEN', code: 'REJECTS', detail: 'rejects', untilUs: null, openings: 1 } as const;
  const at = { id: uuidOf('circuit'), venueId: 'XNAS', actor: null, atUs: 1_763_650_800_000_000 };
  const changed = { type: 'CIRCUIT_CHANGED', ...at, ...state } as const;
  const numbers = { firstEvent: 0, lastEvent: 0, atUs: changed.atUs, simulated: false, key: null, parts: [] };
  const circuit = { orderPk: null, ...numbers, body: writeControl(changed) };
  await journal(set.url, [circuit, ...journalEntriesOf('one', ENDED)], { isProjected: false });
  const { messages } = await set.messages.messagesAfter(START, 100);
  const topics = messages.map(({ told }) => told.topic);
  expect(topics).toEqual([
    ...['circuit_state', 'orders.created', 'smart_routing_decision'],
    ...['order_execution', 'trades.executed', 'orders.cancelled'],
  ]);
  expect(messages[3]?.told.payload).toMatchObject({ order_execution: { currency: 'USD' } });
});

/** The content with another fact in the place of its second event, or after its only one. */
function withSecond(content: EntryContent, fact: OrderFact): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const [first] = content.events;
  if (first === undefined) return content;
  return { ...content, events: [first, { ...fact, atUs: first.atUs, cause: 'REPORT' }] };
}

/** The content with other terms of its order. */
function withOrder(content: EntryContent, more: Partial<ValidOrder>): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const events = content.events.map((event) => {
    if (event.type !== 'RECEIVED') return event;
    return { ...event, receipt: { ...event.receipt, order: { ...event.receipt.order, ...more } } };
  });
  return { ...content, events };
}

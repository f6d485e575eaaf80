import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import type { OrderFact } from '@fairlead/core/order-life/order-event';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { readBody, writeBody } from '../record/entry-body.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { messagesOf } from '../record/messages.ts';
import { ENDED, journal, journalEntriesOf, TOLD } from '../testing/journaled-orders.ts';
import { uuidOf } from '../testing/order-entries.ts';
import { testDatabase } from '../testing/test-database.ts';
import { JournalReader } from './journal-reader.ts';
import { MessageRepository } from './message-repository.ts';

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
  const [decision, execution, ...others] = messages;
  expect(others).toEqual([]);
  expect(position).toBe(journalEntriesOf('one', ENDED).length);
  expect(decision).toMatchObject({ topic: 'smart_routing_decision', key: 'one', order_pk: uuidOf('one'), position: 1 });
  expect(decision?.event_id).toMatch(UUID);
  expect(JSON.parse(decision?.payload ?? '')).toEqual({
    event_id: decision?.event_id,
    timestamp: '2026-11-20T15:00:00.000000Z',
    smart_routing_decision: {
      order_id: 'one',
      decision_id: uuidOf('one', 'decision-1'),
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
  expect(execution).toMatchObject({ topic: 'order_execution', key: 'one', position: 3, index: 0 });
  expect(JSON.parse(execution?.payload ?? '').order_execution).toMatchObject({
    ...{ order_id: 'one', venue_id: 'XNAS', quantity: 120, price: 99.99, liquidity_flag: 'TAKE' },
  });
});

it('tells each entry once, the same at each telling, in pages of any size', async () => {
  await using set = await setUp();
  const names = ['one', 'two', 'three'];
  await journal(
    set.url,
    names.flatMap((name) => journalEntriesOf(name, ENDED)),
    { isProjected: false },
  );
  const whole = await set.messages.messagesAfter(START, 1_000);
  expect(new Set(whole.messages.map(({ event_id }) => event_id)).size).toBe(6);
  const told: unknown[] = [];
  let at = START;
  for (;;) {
    const page = await set.messages.messagesAfter(at, 2);
    told.push(...page.messages);
    if (page.position === at.position) break;
    at = { shard: 0, position: page.position };
  }
  expect(told).toEqual(whole.messages);
});

it('tells a refusal of the risk gate', async () => {
  await using set = await setUp();
  const rejected = { type: 'ORDER_REJECTED', code: 'PRICE_OUTSIDE_COLLAR', path: 'limit_price', detail: null } as const;
  const [first] = journalEntriesOf('one', [], (content) => withSecond(content, rejected));
  if (first === undefined) throw new Error('an entry expected');
  await journal(set.url, [first], { isProjected: false });
  const { messages } = await set.messages.messagesAfter(START, 9);
  expect(messages).toMatchObject([{ topic: 'risk_rejection', key: 'one' }]);
  expect(JSON.parse(messages[0]?.payload ?? '').risk_rejection).toEqual({
    order_id: 'one',
    code: 'PRICE_OUTSIDE_COLLAR',
  });
});

it('tells an execution as it stands at the end of its entry: corrected ones so, taken back ones not at all', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one'), { isProjected: false });
  const [, , filled] = await new JournalReader(set.pool).ofOrder(uuidOf('one'));
  if (filled === undefined) throw new Error('an entry expected');
  const childId = uuidOf('one', 'c1-0');
  const told = (fact: OrderFact) => {
    const [fill] = journalEntriesOf('one').slice(2);
    const [again] = journalEntriesOf('one', undefined, (content) => withSecond(content, fact)).slice(2);
    const body = again?.body ?? '';
    expect(body).not.toBe(fill?.body);
    return messagesOf({ ...filled, body }, () => 'XNAS');
  };
  const executionId = executionIdOf(journalEntriesOf('one')[2]?.body ?? '');
  expect(told({ type: 'TRADE_BUSTED', childId, executionId, bears: null })).toEqual([]);
  expect(told({ type: 'TRADE_BUSTED', childId, executionId: 'another', bears: null })).toHaveLength(1);
  const corrected = { quantity: quantity(10), price: price(900_000), feeE8: moneyE8(-1n), charged: null };
  const [message] = told({ type: 'TRADE_CORRECTED', childId, executionId, ...corrected });
  const now = { quantity: 10, price: 90, fee: '-0.00000001' };
  expect(JSON.parse(message?.payload ?? '').order_execution).toMatchObject(now);
});

it('says nothing of an entry of no order, and does not guess at a venue', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one'), { isProjected: false });
  const [, , filled] = await new JournalReader(set.pool).ofOrder(uuidOf('one'));
  if (filled === undefined) throw new Error('an entry expected');
  const nowhere = () => undefined;
  expect(messagesOf({ ...filled, orderPk: null, body: '{"halted":"AAPL"}' }, nowhere)).toEqual([]);
  expect(() => messagesOf(filled, nowhere)).toThrow('venue of child');
});

it('tells an execution under the id of another that the same entry takes back before it', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('one'), { isProjected: false });
  const [, , filled] = await new JournalReader(set.pool).ofOrder(uuidOf('one'));
  if (filled === undefined) throw new Error('an entry expected');
  const [childId, executionId] = [uuidOf('one', 'c1-0'), executionIdOf(filled.body)];
  const content = readBody(filled.body);
  if (content.kind !== 'EVENTS') throw new Error('events expected');
  const busted = {
    type: 'TRADE_BUSTED',
    childId,
    executionId,
    bears: null,
    atUs: filled.atUs,
    cause: 'REPORT',
  } as const;
  const body = writeBody({ ...content, events: [busted, ...content.events] });
  expect(messagesOf({ ...filled, body }, () => 'XNAS')).toHaveLength(1);
});

/** The content with another fact in the place of its second event, or after its only one. */
function withSecond(content: EntryContent, fact: OrderFact): EntryContent {
  if (content.kind === 'MIGRATED') return content;
  const [first] = content.events;
  if (first === undefined) return content;
  return { ...content, events: [first, { ...fact, atUs: first.atUs, cause: 'REPORT' }] };
}

function executionIdOf(body: string): string {
  const [, fill] = body.split('\n');
  return JSON.parse(fill ?? '')[4][1];
}

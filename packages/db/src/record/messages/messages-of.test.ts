import { journalMessage } from '@fairlead/contracts/event-messages';
import type { ControlEvent } from '@fairlead/core/control/control-event';
import { price, quantity } from '@fairlead/core/money/units';
import type { OrderEvent, OrderFact } from '@fairlead/core/order-life/order-event';
import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../journal/journal-entry.ts';
import { uuidOf } from '../../testing/order-entries.ts';
import {
  busted,
  CHILD_ID,
  CUSTOMER,
  corrected,
  entriesOfFacts,
  fill,
  LIFE,
  lastTold,
  RECEIVED,
  SENT,
  toldBy,
  under,
  WAVE,
  WORKING,
} from '../../testing/told-orders.ts';
import { writeControl } from '../control-body.ts';
import { foldedEntries } from './folded-entry.ts';
import { controlMessages } from './messages-of.ts';

const childId = CHILD_ID;
const MARKET = { bid: price(999_900), ask: price(1_000_000), doubleMid: null };
const START = { nbbo: LIFE.start.nbbo, worstPrice: LIFE.start.worstPrice };
const TERMS = { quantity: quantity(250), limitPrice: price(990_000) };
const ASKED = { type: 'CHILD_REPLACE_ASKED', childId, revision: 1, ...TERMS, wave: 1 } as const;
const EXECUTION = ['order_execution', 'trades.executed'];

interface Case {
  readonly before: readonly OrderFact[];
  readonly fact: Extract<OrderFact, { readonly type: OrderEvent['type'] }>;
  readonly topics: readonly string[];
}

/** Each event that an order can have, and what the world outside is told of it. */
const CASES: { readonly [Type in OrderEvent['type']]: Case & { readonly fact: { readonly type: Type } } } = {
  RECEIVED: { before: [], fact: of('RECEIVED', RECEIVED), topics: ['orders.created'] },
  ORDER_REJECTED: {
    before: [RECEIVED],
    fact: { type: 'ORDER_REJECTED', code: 'PRICE_OUTSIDE_COLLAR', path: 'limit_price', detail: null },
    topics: ['risk_rejection', 'orders.cancelled'],
  },
  ORDER_HELD: { before: [RECEIVED], fact: { type: 'ORDER_HELD', waitsFor: 'OPEN' }, topics: [] },
  ORDER_RELEASED: { before: [RECEIVED], fact: { type: 'ORDER_RELEASED', start: START }, topics: [] },
  WAVE_PLANNED: { before: [RECEIVED], fact: of('WAVE_PLANNED', WAVE), topics: ['smart_routing_decision'] },
  CHILD_SENT: { before: [RECEIVED, WAVE], fact: of('CHILD_SENT', SENT), topics: [] },
  CHILD_NOT_SENT: { before: [RECEIVED, WAVE], fact: { type: 'CHILD_NOT_SENT', childId }, topics: [] },
  CHILD_ACKED: {
    before: [RECEIVED, WAVE, SENT],
    fact: { type: 'CHILD_ACKED', childId, venueOrderId: 'v-1' },
    topics: [],
  },
  FILL: { before: WORKING, fact: fill('e1', 120), topics: EXECUTION },
  CHILD_CANCELED: { before: WORKING, fact: { type: 'CHILD_CANCELED', childId, code: null, reason: '' }, topics: [] },
  CHILD_REJECTED: { before: WORKING, fact: { type: 'CHILD_REJECTED', childId, code: 'NO', message: '' }, topics: [] },
  CHILD_EXPIRED: { before: WORKING, fact: { type: 'CHILD_EXPIRED', childId }, topics: [] },
  CHILD_CANCEL_ASKED: { before: WORKING, fact: { type: 'CHILD_CANCEL_ASKED', childId }, topics: [] },
  CHILD_REPLACE_ASKED: { before: WORKING, fact: ASKED, topics: [] },
  CHILD_REPLACED: {
    before: [...WORKING, ASKED],
    fact: { type: 'CHILD_REPLACED', childId, revision: 1, ...TERMS, filledBefore: quantity(0) },
    topics: [],
  },
  CHILD_REPLACE_REFUSED: {
    before: [...WORKING, ASKED],
    fact: { type: 'CHILD_REPLACE_REFUSED', childId, revision: 1, code: 'NO' },
    topics: [],
  },
  CHILD_IN_DOUBT: { before: WORKING, fact: { type: 'CHILD_IN_DOUBT', childId, why: 'OVERDUE' }, topics: [] },
  CHILD_SETTLED: {
    before: [...WORKING, { type: 'CHILD_IN_DOUBT', childId, why: 'OVERDUE' }],
    fact: { type: 'CHILD_SETTLED', childId },
    topics: [],
  },
  REST_ENDED: { before: WORKING, fact: { type: 'REST_ENDED', childId }, topics: [] },
  PLAN_TOO_OLD: { before: [RECEIVED, WAVE], fact: { type: 'PLAN_TOO_OLD', childIds: [childId] }, topics: [] },
  CANCEL_ASKED: { before: WORKING, fact: { type: 'CANCEL_ASKED' }, topics: [] },
  DAY_ENDED: { before: WORKING, fact: { type: 'DAY_ENDED' }, topics: [] },
  ORDER_REPLACED: {
    before: WORKING,
    fact: { type: 'ORDER_REPLACED', ...TERMS, worstPrice: TERMS.limitPrice, market: null },
    topics: ['orders.modified'],
  },
  TRADE_BUSTED: { before: [...WORKING, fill('e1', 120)], fact: of('TRADE_BUSTED', busted('e1')), topics: EXECUTION },
  TRADE_CORRECTED: {
    before: [...WORKING, fill('e1', 120)],
    fact: of('TRADE_CORRECTED', corrected('e1', 110)),
    topics: EXECUTION,
  },
  EXECUTED_ELSEWHERE: {
    before: [RECEIVED, WAVE],
    fact: { ...fill('e1', 120), type: 'EXECUTED_ELSEWHERE', venueId: 'XNYS', executedAtUs: 1_700_000_000_000_000 },
    topics: EXECUTION,
  },
  MARKET_REOPENED: { before: WORKING, fact: { type: 'MARKET_REOPENED' }, topics: [] },
  REPLANNED: { before: WORKING, fact: { type: 'REPLANNED', code: 'TAKES', market: MARKET }, topics: [] },
  WAITS_FOR_PERSON: { before: WORKING, fact: { type: 'WAITS_FOR_PERSON', childId }, topics: [] },
  RECORD_BROKEN: { before: WORKING, fact: { type: 'RECORD_BROKEN', code: 'DISK_FULL' }, topics: [] },
  ORDER_CLOSED: {
    before: [RECEIVED],
    fact: { type: 'ORDER_CLOSED', code: 'NO_LIQUIDITY' },
    topics: ['orders.cancelled'],
  },
};

function of<Type extends OrderFact['type']>(type: Type, fact: OrderFact): Extract<OrderFact, { readonly type: Type }> {
  const isOf = (each: OrderFact): each is Extract<OrderFact, { readonly type: Type }> => each.type === type;
  if (!isOf(fact)) throw new Error(`a ${type} expected`);
  return fact;
}

/** As the version before this one has told them: of the entry's hash and the numbers 0, 1 and 2. */
const GOLDEN = [
  '3c6d2ee9-2a63-8c4f-b1f0-5a84f08353f6',
  '3b4a9f8d-4304-8a7b-b37e-addaed00f27e',
  'ace1b71a-9111-8701-a009-843a738271b2',
];

describe('each event of an order', () => {
  it.each(Object.values<Case>(CASES))('$fact.type tells $topics, in the shapes of the contract', (example) => {
    const told = lastTold(example.before, example.fact);
    expect(told.map(({ topic }) => topic)).toEqual(example.topics);
    expect(told.map((each) => journalMessage.parse(each))).toEqual(told);
  });
});

describe('an order', () => {
  it('is told as it is from then on, with names that are known and pseudonyms of the erased', () => {
    const created = {
      ...{ order_id: 'order-1', user_id: 'client-1', account: 'ACC-7', customer_id: CUSTOMER, symbol: 'AAPL' },
      ...{ venue: null, side: 'BUY', quantity: '300', display_quantity: null, price: '100', order_type: 'LIMIT' },
      ...{ time_in_force: LIFE.order.timeInForce, reason: null, simulated: false, route_only: false },
    };
    const [first] = lastTold([], RECEIVED);
    expect(first?.payload).toEqual({
      ...created,
      ...{ event_id: first?.event_id, event_type: 'OrderCreatedEvent', timestamp: '2026-11-20T15:00:00.000000Z' },
    });
    const replaced = lastTold(WORKING, CASES.ORDER_REPLACED.fact);
    expect(under(replaced, 'orders.modified')).toMatchObject([{ ...created, quantity: '250', price: '99' }]);
  });

  it.each([
    { before: [RECEIVED], facts: [CASES.ORDER_REJECTED.fact], reason: 'PRICE_OUTSIDE_COLLAR' },
    { before: [RECEIVED], facts: [{ type: 'ORDER_CLOSED', code: 'MAX_WAVES' }], reason: 'MAX_WAVES' },
    {
      before: [RECEIVED],
      facts: [{ type: 'CANCEL_ASKED' }, { type: 'ORDER_CLOSED', code: null }],
      reason: 'CANCEL_ASKED',
    },
    { before: [RECEIVED], facts: [{ type: 'DAY_ENDED' }, { type: 'ORDER_CLOSED', code: null }], reason: 'DAY_ENDED' },
    { before: [RECEIVED], facts: [{ type: 'ORDER_CLOSED', code: null }], reason: 'DONE_ELSEWHERE' },
  ] as const)('that ends unfilled says why: $reason', ({ before, facts, reason }) => {
    expect(under(lastTold(before, ...facts), 'orders.cancelled')).toMatchObject([{ reason, quantity: '300' }]);
  });

  it('that is filled is not cancelled, until a trade of it is taken back; nor is it cancelled twice', () => {
    const filled = [...WORKING, fill('e1', 200), CASES.ORDER_REPLACED.fact, fill('e2', 50)];
    expect(under(lastTold([], ...filled), 'orders.cancelled')).toEqual([]);
    const taken = lastTold(filled, busted('e2'), { type: 'ORDER_CLOSED', code: null });
    expect(under(taken, 'orders.cancelled')).toMatchObject([{ reason: 'TRADE_BUSTED' }]);
  });
});

describe('the id of a message', () => {
  const facts = [...WORKING, fill('e1', 120), fill('e2', 10)];
  const [messages = []] = toldBy(entriesOfFacts([facts]));
  const idsOf = (topic: string) => messages.flatMap(({ told }) => (told.topic === topic ? [told.event_id] : []));

  it('is what it was when only decisions, executions and refusals were told', () => {
    expect([...idsOf('smart_routing_decision'), ...idsOf('order_execution')]).toEqual(GOLDEN);
  });

  it('stands in its payload too, and is of one message alone', () => {
    expect(messages.map(({ told }) => told.payload.event_id)).toEqual(messages.map(({ told }) => told.event_id));
    expect(new Set(messages.map(({ told }) => told.event_id)).size).toBe(messages.length);
  });
});

it('entries whose order has begun in others that are gone cannot be told', () => {
  const [, later] = entriesOfFacts([WORKING, [fill('e1', 120)]]);
  expect(foldedEntries(later === undefined ? [] : [later])).toEqual({ ok: false, error: 'BEGINNING_IS_GONE' });
});

it('a circuit that has changed is told to the firm by its venue, a halt is not', () => {
  const circuit = {
    venueId: 'XNAS',
    from: 'CLOSED',
    to: 'OPEN',
    code: 'REJECTS',
    detail: 'rejects',
    openings: 1,
  } as const;
  const at = { atUs: 1_763_650_800_000_000, id: uuidOf('control') };
  const entry = (event: ControlEvent): StoredEntry => ({
    ...{ shard: 0, position: 7, hash: '0'.repeat(64), orderPk: null, firstEvent: 0, lastEvent: 0 },
    ...{ atUs: at.atUs, simulated: false, body: writeControl(event) },
  });
  const changed = { type: 'CIRCUIT_CHANGED', ...circuit, ...at, untilUs: at.atUs + 5_000_000, actor: null } as const;
  const [message, ...more] = controlMessages(entry(changed));
  expect(more).toEqual([]);
  expect(message).toMatchObject({ order_pk: null, told: { key: 'XNAS', client_id: null, position: 7 } });
  const payload = message?.told.payload;
  expect(payload).toMatchObject({
    timestamp: '2025-11-20T15:00:00.000000Z',
    circuit_state: {
      ...{ venue_id: 'XNAS', previous_state: 'CLOSED', state: 'OPEN', code: 'REJECTS', reason: 'rejects' },
      ...{ until: '2025-11-20T15:00:05.000000Z', actor: null },
    },
  });
  expect(journalMessage.parse(message?.told)).toEqual(message?.told);
  expect(controlMessages(entry({ type: 'HALT_RELEASED', reason: 'over', actor: 'ops', ...at }))).toEqual([]);
});

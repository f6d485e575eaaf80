import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import { applyAll } from '@fairlead/core/order-life/fold';
import { nextStep } from '@fairlead/core/order-life/next-step';
import type { OrderEvent, OrderFact } from '@fairlead/core/order-life/order-event';
import { anyHappenings } from '@fairlead/core/testing/happenings';
import { FACTS, newHistory } from '@fairlead/core/testing/history';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReadable, readEvent, type StoredEvent } from './event-reading.ts';
import { writeEvent } from './event-record.ts';

/** Histories: 200 in the tests, more with FAIRLEAD_PROPERTY_RUNS in the long mode. */
const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 200) };
const SCALE = { priceDecimals: 4, quantityDecimals: 0 };

const storedOf = (event: OrderEvent, scale = SCALE): StoredEvent => ({
  event_type: event.type,
  payload: writeEvent(event, scale),
  created_at_us: event.atUs,
});

const childId = 'child-1';
const execution = {
  id: 'own-1',
  executionId: 'e1',
  quantity: quantity(120),
  price: price(1_000_001),
  feeE8: moneyE8(-12_345_678_901_234_567_890n),
  liquidityFlag: 'MIDPOINT',
} as const;
const market = { bid: price(999_900), ask: null, doubleMid: 1_999_901 };
const terms = { quantity: quantity(300), limitPrice: null, worstPrice: price(1_050_000) };
const nbbo = {
  state: 'NORMAL',
  bid: { price: price(999_900) },
  ask: null,
  oddBid: { price: price(999_950), size: quantity(30) },
  oddAsk: null,
  referenceBid: price(999_900),
  referenceAsk: null,
} as const;

/** One fact of each kind, with something in every field. */
const FACT_OF: { readonly [Type in OrderEvent['type']]: Extract<OrderFact, { type: Type }> } = {
  RECEIVED: { type: 'RECEIVED', clientId: 'client-1', asked: '{"quantity":"300","said":["a"]}', ...terms },
  ORDER_REJECTED: { type: 'ORDER_REJECTED', code: 'PRICE_OFF_TICK', path: 'limit_price' },
  ORDER_HELD: { type: 'ORDER_HELD', waitsFor: 'STOP' },
  ORDER_RELEASED: { type: 'ORDER_RELEASED', start: { nbbo, worstPrice: price(1_050_000) } },
  WAVE_PLANNED: {
    type: 'WAVE_PLANNED',
    decisionId: 'decision-1',
    decisionHash: 'hash',
    wave: 2,
    mode: 'SEQUENTIAL',
    goesOn: true,
    expectedCostBps: -0.123_456_789,
    children: [
      {
        id: childId,
        venueId: 'XNAS',
        quantity: quantity(100),
        limitPrice: price(1_000_000),
        minQuantity: quantity(50),
        kind: 'MID_IOC',
        restMs: 250,
      },
    ],
  },
  CHILD_SENT: { type: 'CHILD_SENT', childId, epoch: 'epoch-1' },
  CHILD_NOT_SENT: { type: 'CHILD_NOT_SENT', childId },
  CHILD_ACKED: { type: 'CHILD_ACKED', childId },
  FILL: { type: 'FILL', childId, execution, marks: ['LATE', 'EXCESS'], market },
  CHILD_CANCELED: { type: 'CHILD_CANCELED', childId, code: null, reason: 'a "reason"' },
  CHILD_REJECTED: { type: 'CHILD_REJECTED', childId, code: 'NO', message: 'no' },
  CHILD_EXPIRED: { type: 'CHILD_EXPIRED', childId },
  CHILD_CANCEL_ASKED: { type: 'CHILD_CANCEL_ASKED', childId },
  CHILD_IN_DOUBT: { type: 'CHILD_IN_DOUBT', childId, why: 'TRADE_BUSTED' },
  CHILD_SETTLED: { type: 'CHILD_SETTLED', childId },
  REST_ENDED: { type: 'REST_ENDED', childId },
  PLAN_TOO_OLD: { type: 'PLAN_TOO_OLD', childIds: [childId, 'child-2'] },
  CANCEL_ASKED: { type: 'CANCEL_ASKED' },
  DAY_ENDED: { type: 'DAY_ENDED' },
  ORDER_REPLACED: { type: 'ORDER_REPLACED', ...terms, limitPrice: price(1) },
  TRADE_BUSTED: { type: 'TRADE_BUSTED', childId, executionId: 'e1' },
  TRADE_CORRECTED: {
    type: 'TRADE_CORRECTED',
    childId,
    executionId: 'e1',
    quantity: quantity(90),
    price: price(999_999),
    feeE8: moneyE8(1n),
  },
  EXECUTED_ELSEWHERE: {
    type: 'EXECUTED_ELSEWHERE',
    venueId: 'XNYS',
    execution,
    executedAtUs: 1_767_366_000_000_001,
    marks: ['OUTSIDE_LIMIT'],
    market,
  },
  MARKET_REOPENED: { type: 'MARKET_REOPENED' },
  WAITS_FOR_PERSON: { type: 'WAITS_FOR_PERSON', childId },
  RECORD_BROKEN: { type: 'RECORD_BROKEN', code: 'P0001' },
  ORDER_CLOSED: { type: 'ORDER_CLOSED', code: 'MAX_WAVES' },
};

describe('the record of an event', () => {
  it.each(Object.values(FACT_OF))('is read as it was written: $type', (fact) => {
    const event: OrderEvent = { ...fact, atUs: 1_767_366_000_123_456, cause: 'REPORT' };
    expect(readEvent(storedOf(event), SCALE)).toEqual(event);
  });

  it('is read at the scale of its instrument', () => {
    const scale = { priceDecimals: 2, quantityDecimals: 8 };
    const event: OrderEvent = { ...FACT_OF.FILL, atUs: 1, cause: 'REPORT' };
    expect(readEvent(storedOf(event, scale), scale)).toEqual(event);
    expect(storedOf(event, scale).payload).toContain('"quantity":"0.0000012"');
  });

  it('of another version, of another kind, or with something missing is not read', () => {
    const stored = storedOf({ ...FACT_OF.CHILD_REJECTED, atUs: 1, cause: 'REPORT' });
    const changed = (from: string, to: string) => () =>
      readEvent({ ...stored, payload: stored.payload.replace(from, to) }, SCALE);
    expect(changed('"v":1', '"v":2')).toThrow('an event of version 2');
    expect(changed('"code":"NO",', '')).toThrow();
    expect(changed('REPORT', 'NOBODY')).toThrow();
    expect(() => readEvent({ ...stored, event_type: 'ORDER_FORGOTTEN' }, SCALE)).toThrow();
    expect(isReadable(stored)).toBe(true);
    expect(isReadable({ ...stored, payload: '{"child_id":"child-1"}' })).toBe(false);
  });

  it('of every event of an order makes the same order again, with the same next step', () => {
    fc.assert(
      fc.property(anyHappenings, fc.constantFrom('DAY', 'IOC', 'GTC'), (happenings, timeInForce) => {
        const history = newHistory(timeInForce, () => undefined);
        for (const happening of happenings) history.happen(happening);
        const read = history.events.map((event) => readEvent(storedOf(event), SCALE));
        expect(read).toEqual(history.events);
        const again = applyAll(history.first, read);
        expect(again).toEqual(history.life);
        expect(nextStep(again, FACTS)).toEqual(nextStep(history.life, FACTS));
      }),
      RUNS,
    );
  }, 600_000);
});

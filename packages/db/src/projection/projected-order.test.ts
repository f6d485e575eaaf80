import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import type { ArrivalMarket, BookedExecution, OrderEvent, Receipt } from '@fairlead/core/order-life/order-event';
import { anyHappenings, trueHappenings } from '@fairlead/core/testing/happenings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { entriesOf, interleaved, TEST_CODEC } from '../testing/order-entries.ts';
import { type EntryPlace, type ProjectedOrder, take } from './projected-order.ts';

function taken(entries: readonly StoredEntry[]): ProjectedOrder {
  const last = entries.reduce<ProjectedOrder | null>(
    (known, entry) => take(known, { place: placeOf(entry), content: TEST_CODEC.read(entry.body) }, TEST_CODEC),
    null,
  );
  if (last === null) throw new Error('an entry expected');
  return last;
}

function placeOf(entry: StoredEntry): EntryPlace {
  if (entry.orderPk === null) throw new Error('an entry of an order expected');
  return { ...entry, orderPk: entry.orderPk };
}

const lifeOf = ({ life }: ProjectedOrder) => (typeof life === 'function' ? life() : life);

describe('the rows of an order', () => {
  it('tell of its life what the life says, whatever happens', () => {
    fc.assert(
      fc.property(fc.oneof(trueHappenings, anyHappenings), fc.integer({ min: 2, max: 7 }), (happenings, each) => {
        const projected = taken(interleaved([entriesOf('order-1', happenings, each)]));
        const life = lifeOf(projected);
        const { order, children, executions, decisions } = projected;
        expect(order).toMatchObject({ state: life.state, filled_quantity: String(life.filled), version: life.version });
        expect(decisions.map((row) => row.id)).toEqual(life.waves.map((wave) => wave.decisionId));
        expect(children.map(({ id, state, version }) => ({ id, state, version }))).toEqual(
          life.children.map(({ id, state, version }) => ({ id, state, version })),
        );
        const booked = life.children.flatMap((child) =>
          child.executions.map((each) => [child.id, each.id, String(each.quantity)]),
        );
        const rows = executions.map((row) => [row.child_id, row.id, row.quantity]);
        expect(rows.sort()).toEqual(booked.sort());
      }),
    );
  });
});

it('stand as exact texts at the scale of their instrument, with what is measured of an execution', () => {
  const [first, ...more] = entriesOf('order-1', [], 9);
  if (first === undefined || more.length > 0) throw new Error('one entry expected');
  const known = taken([{ ...first, position: 7 }]);
  const [child] = known.children;
  if (child === undefined) throw new Error('a child expected');
  const atUs = first.atUs + 1_000;
  const fact = { childId: child.id, atUs, cause: 'REPORT' } as const;
  const execution: BookedExecution = {
    ...{ id: 'own', executionId: 'e1', quantity: quantity(100), price: price(999_950) },
    feeE8: moneyE8(-12_345n),
    liquidityFlag: 'MAKE',
    told: {
      fee: { amountE8: moneyE8(-12_345n), currency: 'USD' },
      ...{ lastMarket: 'XNAS', venueTimeUs: atUs + 300, isFeeCharged: true, isFlagAssumed: false },
    },
  };
  const market = { bid: price(999_900), ask: price(1_000_000), doubleMid: 1_999_900 };
  const events: OrderEvent[] = [
    { type: 'CHILD_SENT', epoch: 'life-1', ...fact },
    { type: 'FILL', ...fact, atUs: atUs + 400, execution, marks: ['LATE'], market },
  ];
  const place = { ...placeOf({ ...first, position: 9 }), firstEvent: 3, lastEvent: 4, atUs: atUs + 500 };
  const after = take(known, { place, content: { kind: 'EVENTS', head: known.head, events } }, TEST_CODEC);
  expect(after.order).toMatchObject({
    ...{ id: first.orderPk, order_id: 'order-1', classification: 'MARKETABLE_LIMIT', state: 'PARTIALLY_FILLED' },
    ...{ quantity: '300', limit_price: '100', nbbo_bid: '99.99', nbbo_ask: '100', arrival_mid: '99.995' },
    ...{ filled_quantity: '100', excess_quantity: '0', notional: '9999.5', total_fees: '-0.00012345', waves: 1 },
    ...{ version: 4, created_at_us: first.atUs - 5, updated_at_us: atUs + 500, first_position: 7, last_position: 9 },
  });
  expect(after.decisions).toMatchObject([
    {
      ...{ wave: 1, routed_quantity: '300', expected_cost_bps: '0.263', expected_fill_rate: '0.98', confidence: '0.9' },
      ...{ expected_time_ms: 2, routing_time_us: 50, position: 7, created_at_us: first.atUs },
    },
  ]);
  expect(after.children).toMatchObject([
    {
      ...{ quantity: '200', limit_price: '100', expected_price: '100', expected_fee: '0.3', priority: 1 },
      ...{ state: 'PARTIALLY_FILLED', filled_quantity: '100', sent_at_us: atUs, venue_epoch: 'life-1', version: 3 },
      ...{ created_at_us: first.atUs, updated_at_us: atUs + 500 },
    },
  ]);
  expect(after.executions).toEqual([
    {
      ...{ id: 'own', order_pk: first.orderPk, child_id: child.id, venue_id: child.venue_id, venue_execution_id: 'e1' },
      ...{ quantity: '100', price: '99.995', fee: '-0.00012345', liquidity_flag: 'MAKE', latency_us: 400 },
      ...{ fee_source: 'VENUE', venue_fee: '-0.00012345', venue_fee_currency: 'USD', last_market: 'XNAS' },
      ...{ flag_assumed: false, venue_time_us: atUs + 300 },
      ...{
        nbbo_bid: '99.99',
        nbbo_ask: '100',
        mid: '99.995',
        price_improvement_bps: '0.500025',
        quality: 'EXCELLENT',
      },
      ...{ marks: ['LATE'], executed_at_us: atUs + 400, created_at_us: atUs + 400 },
    },
  ]);
});

it('are refused where an entry is missing before them', () => {
  const [first, second] = interleaved([entriesOf('order-1', [], 1)]);
  if (first === undefined || second === undefined) throw new Error('two entries expected');
  expect(() => taken([second])).toThrow(/begins with event 2 of .*, of which 0 are known/);
  expect(() => taken([first, first])).toThrow(/begins with event 1/);
});

describe('an order that waited', () => {
  const [first] = entriesOf('order-1', [], 9);
  if (first === undefined) throw new Error('one entry expected');
  const content = TEST_CODEC.read(first.body);
  const [received] = content.kind === 'EVENTS' ? content.events : [];
  if (content.kind !== 'EVENTS' || received?.type !== 'RECEIVED') throw new Error('a receipt expected');
  const { head } = content;
  const market = (bid: number, ask: number): ArrivalMarket => ({
    ...{ state: 'NORMAL', bid: { price: price(bid) }, ask: { price: price(ask) } },
    ...{ referenceBid: price(bid), referenceAsk: price(ask) },
    ...{ oddBid: { price: price(bid + 10), size: quantity(5) }, oddAsk: null },
  });
  const at = (atUs: number) => ({ atUs, cause: 'MARKET' }) as const;
  const rowAfter = (receipt: Receipt) => {
    const events: readonly OrderEvent[][] = [
      [
        { ...received, receipt },
        { type: 'ORDER_HELD', waitsFor: 'STOP_PRICE', ...at(1) },
      ],
      [{ type: 'ORDER_RELEASED', start: { nbbo: market(1_010_000, 1_020_000), worstPrice: null }, ...at(2) }],
      [{ type: 'CANCEL_ASKED', ...at(3) }],
    ];
    const taking = events.reduce<ProjectedOrder | null>((known, each) => {
      const before = known?.lastEvent ?? 0;
      const place = { ...placeOf({ ...first, position: 7 }), firstEvent: before + 1, lastEvent: before + each.length };
      return take(known, { place, content: { kind: 'EVENTS', head, events: each } }, TEST_CODEC);
    }, null);
    return taking?.order;
  };
  const receipt = { ...received.receipt, arrival: market(990_000, 1_000_000) };
  const released = { nbbo_bid: '101', nbbo_ask: '102', odd_lot_bid: '101.001', released_at_us: 2 };

  it('stands with the market of its receipt beside the one that it was released into', () => {
    expect(rowAfter({ ...receipt, securityClass: 'NMS_STOCK' })).toMatchObject({
      ...{ ...released, security_class: 'NMS_STOCK', received_bid: '99', received_ask: '100' },
      ...{ received_odd_lot_bid: '99.001', received_odd_lot_ask: null },
    });
  });

  it('stands as its row was written where it came in before that was recorded', () => {
    expect(rowAfter({ ...receipt, securityClass: null })).toMatchObject({
      ...{ ...released, security_class: null, received_bid: null, received_ask: null, received_odd_lot_bid: null },
    });
  });
});

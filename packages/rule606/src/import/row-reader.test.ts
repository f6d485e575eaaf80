import { describe, expect, it } from 'vitest';
import { EXECUTIONS, ORDERS, ROUTES } from './import-file.ts';
import type { Layout } from './layout.ts';
import type { LineFaultCode } from './line-fault.ts';
import { classificationOf, type ImportedOrder } from './order-layout.ts';
import { type FileKind, objectReader, recordReader } from './row-reader.ts';

const ORDER = {
  order_id: 'O-1',
  symbol: 'AAPL',
  security_class: 'NMS_STOCK',
  side: 'BUY',
  quantity: '100',
  order_type: 'LIMIT',
  limit_price: '210.25',
  time_in_force: 'DAY',
  handling: 'HELD',
  received_at: '2026-07-01T13:30:00.123456Z',
  nbbo_ask: '210.26',
};
const ROUTE = {
  route_id: 'R-1',
  order_id: 'O-1',
  venue: 'Nasdaq',
  quantity: '100',
  sent_at: '2026-07-01T13:30:00.2Z',
};
const EXECUTION = {
  execution_id: 'E-1',
  route_id: 'R-1',
  quantity: '100',
  price: '210.25',
  executed_at: '2026-07-01T13:30:00.3Z',
};

/** Reads a line by its CSV record and by its JSON object, which must come to the same. */
function read<L extends Layout>(kind: FileKind<L>, cells: Readonly<Record<string, string>>) {
  const reader = recordReader(kind, Object.keys(cells));
  const ofObject = objectReader(kind)(new Map(Object.entries(cells)));
  if (!reader.ok) return reader;
  const ofRecord = reader.value(Object.values(cells));
  expect(ofObject).toEqual(ofRecord);
  return ofRecord;
}

function order(changes: Readonly<Record<string, string>>) {
  return read(ORDERS, { ...ORDER, ...changes });
}

function orderRow(changes: Readonly<Record<string, string>>): ImportedOrder {
  const row = order(changes);
  if (!row.ok) throw new Error(JSON.stringify(row.error));
  return row.value;
}

describe('a line', () => {
  it('gives each field its exact value, and what is left out its own', () => {
    expect(orderRow({ customer_id: 'C "7", Ltd', ioi_venues: 'LEVEL|IEX|LEVEL', stop_price: '' })).toEqual({
      order_id: 'O-1',
      customer_id: 'C "7", Ltd',
      account: null,
      symbol: 'AAPL',
      security_class: 'NMS_STOCK',
      side: 'BUY',
      quantity: 10_000_000_000n,
      order_type: 'LIMIT',
      limit_price: 21_025_000_000n,
      stop_price: null,
      time_in_force: 'DAY',
      handling: 'HELD',
      directed_venue: null,
      received_at: 1_782_912_600_123_456,
      nbbo_bid: null,
      nbbo_ask: 21_026_000_000n,
      nbbo_bid_size: null,
      nbbo_ask_size: null,
      best_bid: null,
      best_ask: null,
      executable_at: null,
      executable_bid: null,
      executable_ask: null,
      executable_best_bid: null,
      executable_best_ask: null,
      classification: null,
      ioi_venues: ['LEVEL', 'IEX'],
      canceled_quantity: 0n,
      ended_at: null,
      round_lot: null,
      printed_quantity: null,
      printed_on_exchanges_quantity: null,
    });
    expect(read(ROUTES, { ...ROUTE, ioc: 'Y', mic: 'XNAS' })).toMatchObject({
      value: { ioc: true, further_routable: false, mic: 'XNAS', mpid: null, ended_at: null },
    });
    expect(
      read(EXECUTIONS, { ...EXECUTION, fee_usd: '0.30', payment_for_order_flow_usd: '-0.00000001' }),
    ).toMatchObject({
      value: { fee_usd: 30_000_000n, rebate_usd: 0n, payment_for_order_flow_usd: -1n, as_principal: false },
    });
  });

  const BAD: readonly (readonly [LineFaultCode, string, Readonly<Record<string, string>>])[] = [
    ['VALUE_MISSING', 'order_id', { order_id: '' }],
    ['VALUE_MISSING', 'ioi_venues', { ioi_venues: 'IEX||LEVEL' }],
    ['TEXT_INVALID', 'order_id', { order_id: ' O-1' }],
    ['TEXT_INVALID', 'order_id', { order_id: 'O-1\n' }],
    ['TEXT_INVALID', 'account', { account: 'a\u0000b' }],
    ['TEXT_INVALID', 'account', { account: 'a\uFFFDb' }],
    ['TEXT_INVALID', 'account', { account: 'a\uD800b' }],
    ['TEXT_INVALID', 'ioi_venues', { ioi_venues: 'IEX| LEVEL' }],
    ['TEXT_INVALID', 'order_id', { order_id: 'O  1' }],
    ['TEXT_INVALID', 'directed_venue', { directed_venue: 'Nasdaq\u00a0OMX' }],
    ['NAME_OF_NOTHING', 'directed_venue', { directed_venue: 'nan' }],
    ['NAME_OF_NOTHING', 'customer_id', { customer_id: 'None' }],
    ['NAME_OF_NOTHING', 'account', { account: '-' }],
    ['NAME_OF_NOTHING', 'ioi_venues', { ioi_venues: 'IEX|N/A' }],
    ['TEXT_TOO_LONG', 'order_id', { order_id: 'x'.repeat(101) }],
    ['TEXT_TOO_LONG', 'ioi_venues', { ioi_venues: `IEX|${'x'.repeat(81)}` }],
    ['NOT_IN_LIST', 'side', { side: 'buy' }],
    ['NOT_IN_LIST', 'order_type', { order_type: 'PEG' }],
    ['NOT_IN_LIST', 'time_in_force', { time_in_force: '0' }],
    ['NOT_IN_LIST', 'security_class', { security_class: 'BOND' }],
    ['NOT_IN_LIST', 'handling', { handling: 'Y' }],
    ['NOT_IN_LIST', 'classification', { classification: 'LIMIT' }],
    ['NOT_A_DECIMAL', 'quantity', { quantity: '1,000' }],
    ['NOT_A_DECIMAL', 'limit_price', { limit_price: '2.1e2' }],
    ['TOO_MANY_DECIMALS', 'limit_price', { limit_price: '210.123456789' }],
    ['OUT_OF_RANGE', 'quantity', { quantity: '0' }],
    ['OUT_OF_RANGE', 'quantity', { quantity: '-100' }],
    ['OUT_OF_RANGE', 'quantity', { quantity: '1000000000000' }],
    ['OUT_OF_RANGE', 'canceled_quantity', { canceled_quantity: '100.00000001' }],
    ['OUT_OF_RANGE', 'round_lot', { round_lot: '0' }],
    ['OUT_OF_RANGE', 'printed_on_exchanges_quantity', { printed_on_exchanges_quantity: '1' }],
    [
      'OUT_OF_RANGE',
      'printed_on_exchanges_quantity',
      { printed_quantity: '500', printed_on_exchanges_quantity: '501' },
    ],
    ['NOT_A_TIME', 'received_at', { received_at: '2026-07-01 13:30:00' }],
    ['NOT_A_TIME', 'ended_at', { ended_at: '07/01/2026' }],
    ['PRICE_MISSING', 'limit_price', { limit_price: '' }],
    ['PRICE_MISSING', 'limit_price', { order_type: 'STOP_LIMIT', limit_price: '', stop_price: '9' }],
    ['PRICE_MISSING', 'stop_price', { order_type: 'STOP', limit_price: '' }],
    ['PRICE_UNEXPECTED', 'limit_price', { order_type: 'MARKET' }],
    ['PRICE_UNEXPECTED', 'stop_price', { stop_price: '9' }],
    ['CLASSIFICATION_UNKNOWN', 'nbbo_ask', { nbbo_ask: '', nbbo_bid: '210.25' }],
    ['CLASSIFICATION_UNKNOWN', 'nbbo_bid', { side: 'SELL_SHORT' }],
    ['TIME_ORDER', 'executable_at', { executable_at: '2026-07-01T13:30:00.123455Z' }],
    ['TIME_ORDER', 'ended_at', { ended_at: '2026-07-01T13:30:00Z' }],
  ];
  it.each(BAD)('is refused as %s in %s for %j', (code, field, changes) => {
    expect(order(changes)).toMatchObject({ ok: false, error: [{ code, field }] });
  });

  it.each<readonly [LineFaultCode, string, Readonly<Record<string, string>>]>([
    ['NOT_A_CODE', 'mic', { mic: 'XNA' }],
    ['NOT_A_CODE', 'mic', { mic: 'XNASD' }],
    ['NOT_A_CODE', 'mpid', { mpid: 'abcd' }],
    ['NOT_A_CODE', 'mic', { mic: 'NULL' }],
    ['NAME_OF_NOTHING', 'venue', { venue: 'nan' }],
    ['NAME_OF_NOTHING', 'routing_firm', { routing_firm: 'n/a' }],
    ['TEXT_INVALID', 'venue', { venue: 'Nasdaq  OMX' }],
    ['TEXT_TOO_LONG', 'venue', { venue: 'x'.repeat(81) }],
    ['NOT_IN_LIST', 'ioc', { ioc: 'true' }],
    ['TIME_ORDER', 'ended_at', { ended_at: '2026-07-01T13:30:00.199999Z' }],
  ])('of a route is refused as %s in %s for %j', (code, field, changes) => {
    expect(read(ROUTES, { ...ROUTE, ...changes })).toMatchObject({ ok: false, error: [{ code, field }] });
  });

  it.each<readonly [LineFaultCode, string, Readonly<Record<string, string>>]>([
    ['OUT_OF_RANGE', 'fee_usd', { fee_usd: '-0.01' }],
    ['OUT_OF_RANGE', 'rebate_usd', { rebate_usd: '-1' }],
    ['OUT_OF_RANGE', 'price', { price: '0.00' }],
    ['NOT_IN_LIST', 'liquidity', { liquidity: 'MAKE' }],
    ['NOT_IN_LIST', 'price_side', { price_side: 'MID' }],
  ])('of an execution is refused as %s in %s for %j', (code, field, changes) => {
    expect(read(EXECUTIONS, { ...EXECUTION, ...changes })).toMatchObject({ ok: false, error: [{ code, field }] });
  });

  it('tells everything that is wrong with it', () => {
    expect(order({ side: 'X', quantity: '', received_at: 'now' })).toMatchObject({
      error: [
        { code: 'NOT_IN_LIST', field: 'side', message: '"X" is none of BUY, SELL, SELL_SHORT, SELL_SHORT_EXEMPT' },
        { code: 'VALUE_MISSING', field: 'quantity' },
        { code: 'NOT_A_TIME', field: 'received_at' },
      ],
    });
  });

  it('quotes a value so that it does nothing to a terminal', () => {
    expect(order({ quantity: `\u001b[2J${'9'.repeat(80)}` })).toMatchObject({
      error: [{ message: `"\\u001b[2J${'9'.repeat(56)}…" is no plain decimal` }],
    });
  });

  it('has as many fields as the first line', () => {
    const reader = recordReader(ORDERS, Object.keys(ORDER));
    if (!reader.ok) throw new Error('a reader expected');
    expect(reader.value(Object.values(ORDER).slice(1))).toMatchObject({
      error: [{ code: 'FIELD_COUNT', field: null, message: 'it has 10 fields and the first line names 11' }],
    });
  });
});

describe('a first line', () => {
  const names = Object.keys(ORDER);
  it.each<readonly [LineFaultCode, string, readonly string[]]>([
    ['COLUMN_UNKNOWN', 'Order ID', [...names, 'Order ID']],
    ['COLUMN_UNKNOWN', 'toString', [...names, 'toString']],
    ['COLUMN_UNKNOWN', '', [...names, '']],
    ['COLUMN_TWICE', 'side', [...names, 'side']],
    ['COLUMN_MISSING', 'symbol', names.filter((name) => name !== 'symbol')],
  ])('is refused as %s of %j', (code, field, header) => {
    expect(recordReader(ORDERS, header)).toMatchObject({ ok: false, error: [{ code, field }] });
  });

  it('may name the fields in any order', () => {
    const reader = recordReader(ORDERS, names.toReversed());
    expect(reader.ok && reader.value(Object.values(ORDER).toReversed())).toEqual(order({}));
  });

  it('of an object is checked in each of them', () => {
    const read = objectReader(ORDERS)(new Map([...Object.entries(ORDER), ['note', 'x']]));
    expect(read).toMatchObject({ error: [{ code: 'COLUMN_UNKNOWN', field: 'note' }] });
  });
});

describe('an order counts', () => {
  it.each<readonly [string | null, Readonly<Record<string, string>>]>([
    ['MARKETABLE_LIMIT', { limit_price: '210.26' }],
    ['NON_MARKETABLE_LIMIT', { limit_price: '210.25999999' }],
    ['MARKETABLE_LIMIT', { side: 'SELL', nbbo_bid: '210.25', nbbo_ask: '' }],
    ['NON_MARKETABLE_LIMIT', { side: 'SELL_SHORT_EXEMPT', nbbo_bid: '210.24' }],
    ['MARKET', { order_type: 'MARKET', limit_price: '', nbbo_ask: '' }],
    ['OTHER', { order_type: 'MARKET', limit_price: '', time_in_force: 'OPG' }],
    ['OTHER', { time_in_force: 'CLS', nbbo_ask: '' }],
    ['OTHER', { order_type: 'STOP', limit_price: '', stop_price: '9' }],
    ['OTHER', { order_type: 'MIDPOINT_PEG', nbbo_ask: '' }],
    ['OTHER', { order_type: 'OTHER', stop_price: '9' }],
    // What the firm has determined stands.
    ['OTHER', { nbbo_ask: '', classification: 'OTHER' }],
    ['MARKETABLE_LIMIT', { nbbo_ask: '999', classification: 'MARKETABLE_LIMIT' }],
  ])('as %s for %j', (classification, changes) => {
    expect(classificationOf(orderRow(changes))).toBe(classification);
  });
});

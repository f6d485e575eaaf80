import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { US_EQUITY_INSTRUMENTS } from '../catalogue/us-equity-instruments.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { REJECT_MESSAGES, type RejectCode } from './reject-code.ts';
import { type OrderRequest, UNSAID } from './request.ts';
import { type Catalogue, validateOrder, validateTerms } from './validate.ts';

const BTC: Instrument = { ...equity(), instrumentId: 'BTC-USD', priceDecimals: 2, quantityDecimals: 8, tickBands: [] };
const catalogue: Catalogue = {
  instrument: (id) => [equity(), BTC].find((each) => each.instrumentId === id),
  hasVenue: (id) => ['XNAS', 'XNYS', 'BATS'].includes(id),
};

const market: OrderRequest = {
  ...UNSAID,
  orderId: 'order-1',
  instrumentId: 'AAPL',
  side: 'BUY',
  quantity: '100',
  orderType: 'MARKET',
  routingMode: 'SWEEP',
};
const limit: OrderRequest = { ...market, orderType: 'LIMIT', limitPrice: '187.23' };
const stop: OrderRequest = { ...market, orderType: 'STOP', stopPrice: '190.00' };
const stopLimit: OrderRequest = { ...stop, orderType: 'STOP_LIMIT', limitPrice: '190.50' };
const peg: OrderRequest = { ...limit, orderType: 'MIDPOINT_PEG' };
const btc: OrderRequest = { ...limit, instrumentId: 'BTC-USD' };

function at(venueId: string, quantity: string): { venueId: string; quantity: string } {
  return { venueId, quantity };
}

function manual(...manualAllocations: OrderRequest['manualAllocations']): OrderRequest {
  return { ...market, routingMode: 'MANUAL', manualAllocations };
}

function constrained(changes: Partial<NonNullable<OrderRequest['constraints']>>): OrderRequest {
  const none = { maxFee: null, minFillRate: null, maxLatencyMs: null, maxImpactBps: null };
  return { ...market, constraints: { ...none, ...changes } };
}

function equity(): Instrument {
  const [first] = US_EQUITY_INSTRUMENTS;
  if (first === undefined) throw new Error('the catalogue is empty');
  return first;
}

const REFUSALS: readonly (readonly [RejectCode, string, OrderRequest])[] = [
  ['UNKNOWN_INSTRUMENT', 'instrument_id', { ...market, instrumentId: 'NOPE' }],
  ['TIME_IN_FORCE_NOT_FOR_TYPE', 'time_in_force', { ...market, timeInForce: 'GTC' }],
  ['TIME_IN_FORCE_NOT_FOR_TYPE', 'time_in_force', { ...stop, timeInForce: 'IOC' }],
  ['TIME_IN_FORCE_NOT_FOR_TYPE', 'time_in_force', { ...stop, timeInForce: 'FOK' }],
  ['TIME_IN_FORCE_NOT_FOR_TYPE', 'time_in_force', { ...stopLimit, timeInForce: 'IOC' }],
  ['TIME_IN_FORCE_NOT_FOR_TYPE', 'time_in_force', { ...peg, timeInForce: 'FOK' }],
  ['MODE_NOT_FOR_TYPE', 'routing_mode', { ...peg, routingMode: 'SEQUENTIAL' }],
  ['MODE_NOT_FOR_TYPE', 'routing_mode', { ...peg, routingMode: 'MANUAL' }],
  ['AUCTION_NOT_ROUTED', 'time_in_force', { ...market, timeInForce: 'OPG' }],
  ['AUCTION_NOT_ROUTED', 'time_in_force', { ...limit, timeInForce: 'CLS' }],
  ['SHORT_EXEMPT_NOT_SUPPORTED', 'side', { ...limit, side: 'SELL_SHORT_EXEMPT' }],
  ['URGENCY_INVALID', 'urgency', { ...market, urgency: 1.01 }],
  ['URGENCY_INVALID', 'urgency', { ...market, urgency: Number.NaN }],
  ['CONSTRAINT_INVALID', 'constraints.max_fee', constrained({ maxFee: '0.000000001' })],
  ['CONSTRAINT_INVALID', 'constraints.min_fill_rate', constrained({ minFillRate: -0.1 })],
  ['CONSTRAINT_INVALID', 'constraints.max_latency_ms', constrained({ maxLatencyMs: 0 })],
  ['CONSTRAINT_INVALID', 'constraints.max_latency_ms', constrained({ maxLatencyMs: Number.POSITIVE_INFINITY })],
  ['CONSTRAINT_INVALID', 'constraints.max_impact_bps', constrained({ maxImpactBps: Number.NaN })],
  ['MANUAL_ALLOCATIONS_MISSING', 'manual_allocations', { ...market, routingMode: 'MANUAL' }],
  ['MANUAL_ALLOCATIONS_NOT_ALLOWED', 'manual_allocations', { ...market, manualAllocations: [at('XNAS', '100')] }],
  ['MANUAL_ALLOCATIONS_INVALID', 'manual_allocations.1.venue_id', manual(at('XNAS', '50'), at('XNAS', '50'))],
  [
    'MANUAL_ALLOCATIONS_INVALID',
    'manual_allocations',
    { ...manual(at('XNAS', '50'), at('XNYS', '50')), timeInForce: 'FOK' },
  ],
  ['MANUAL_QUANTITIES_DIFFER', 'manual_allocations', manual(at('XNAS', '50'), at('XNYS', '51'))],
  ['UNKNOWN_VENUE', 'manual_allocations.0.venue_id', manual(at('NOPE', '100'))],
  ['VENUE_PREFERRED_AND_EXCLUDED', 'exclude_venues.0', { ...manual(at('XNAS', '100')), excludeVenues: ['XNAS'] }],
  ['QUANTITY_NOT_POSITIVE', 'manual_allocations.1.quantity', manual(at('XNAS', '100'), at('XNYS', '0'))],
  ['UNKNOWN_VENUE', 'venue_preferences.1', { ...market, venuePreferences: ['XNAS', 'NOPE'] }],
  ['UNKNOWN_VENUE', 'exclude_venues.0', { ...market, excludeVenues: ['NOPE'] }],
  ['UNKNOWN_VENUE', 'directed_venue', { ...market, directedVenue: 'NOPE' }],
  [
    'VENUE_PREFERRED_AND_EXCLUDED',
    'exclude_venues.1',
    { ...market, venuePreferences: ['XNAS', 'BATS'], excludeVenues: ['XNYS', 'BATS'] },
  ],
  ['VENUE_PREFERRED_AND_EXCLUDED', 'exclude_venues.0', { ...market, directedVenue: 'XNAS', excludeVenues: ['XNAS'] }],
  ['QUANTITY_INVALID', 'quantity', { ...market, quantity: '' }],
  ['QUANTITY_INVALID', 'quantity', { ...market, quantity: '1e2' }],
  ['QUANTITY_NOT_POSITIVE', 'quantity', { ...market, quantity: '0' }],
  ['QUANTITY_NOT_POSITIVE', 'quantity', { ...market, quantity: '-0.0' }],
  ['QUANTITY_NOT_POSITIVE', 'quantity', { ...market, quantity: '-100' }],
  ['QUANTITY_TOO_PRECISE', 'quantity', { ...market, quantity: '100.5' }],
  ['QUANTITY_TOO_PRECISE', 'quantity', { ...market, quantity: '1234567890123456' }],
  ['QUANTITY_TOO_PRECISE', 'quantity', { ...btc, quantity: '0.000000001' }],
  ['QUANTITY_TOO_LARGE', 'quantity', { ...market, quantity: '1000000000000' }],
  ['QUANTITY_TOO_LARGE', 'quantity', { ...market, quantity: '999999999999999' }],
  ['STOP_PRICE_NOT_ALLOWED', 'stop_price', { ...limit, stopPrice: '187.23' }],
  ['LIMIT_PRICE_NOT_ALLOWED', 'limit_price', { ...market, limitPrice: '187.23' }],
  ['LIMIT_PRICE_MISSING', 'limit_price', { ...limit, limitPrice: null }],
  ['LIMIT_PRICE_NOT_ALLOWED', 'limit_price', { ...stop, limitPrice: '190.50' }],
  ['LIMIT_PRICE_MISSING', 'limit_price', { ...stopLimit, limitPrice: null }],
  ['STOP_PRICE_MISSING', 'stop_price', { ...stop, stopPrice: null }],
  ['STOP_PRICE_MISSING', 'stop_price', { ...stopLimit, stopPrice: null }],
  ['STOP_PRICE_NOT_ALLOWED', 'stop_price', { ...market, stopPrice: '190.00' }],
  ['PRICE_INVALID', 'stop_price', { ...stop, stopPrice: 'x' }],
  ['PRICE_NOT_POSITIVE', 'stop_price', { ...stop, stopPrice: '0' }],
  ['PRICE_OFF_TICK', 'stop_price', { ...stop, stopPrice: '190.001' }],
  ['PRICE_INVALID', 'limit_price', { ...limit, limitPrice: '187,23' }],
  ['PRICE_NOT_POSITIVE', 'limit_price', { ...limit, limitPrice: '0' }],
  ['PRICE_NOT_POSITIVE', 'limit_price', { ...limit, limitPrice: '-1' }],
  ['PRICE_TOO_PRECISE', 'limit_price', { ...limit, limitPrice: '187.23001' }],
  ['PRICE_TOO_LARGE', 'limit_price', { ...limit, limitPrice: '90000000.01' }],
  ['PRICE_OFF_TICK', 'limit_price', { ...limit, limitPrice: '187.2301' }],
  ['PRICE_OFF_TICK', 'limit_price', { ...limit, limitPrice: '1.0001' }],
];

/** What the risk gate says, and the walk where an order cannot wait, of orders that are. */
const SAID_LATER = [
  'ACCOUNT_NOT_AUTHORISED',
  'CANCEL_CAME_FIRST',
  'CREDIT_OVER_LIMIT',
  'DUPLICATE_ORDER_SUSPECTED',
  'GROSS_EXPOSURE_OVER_LIMIT',
  'INSTRUMENT_HALTED',
  'INSTRUMENT_RESTRICTED',
  'LOCATE_EXHAUSTED',
  'LOCATE_EXPIRED',
  'LOCATE_UNKNOWN',
  'MARKET_CLOSED',
  'MARKET_UNAVAILABLE',
  'MIDPOINT_UNAVAILABLE',
  'NET_EXPOSURE_OVER_LIMIT',
  'NOTIONAL_OVER_LIMIT',
  'ORDER_RATE_OVER_LIMIT',
  'PRICE_OUTSIDE_COLLAR',
  'QUANTITY_BELOW_FILLED',
  'QUANTITY_OVER_LIMIT',
  'SHORT_SALE_NEEDS_LOCATE',
  'STOP_NOT_REACHED',
  'TRADING_HALTED',
];

describe('an order that is not one', () => {
  it('is refused here with every code that is not said later', () => {
    const codes = [...new Set(REFUSALS.map(([code]) => code)), ...SAID_LATER];
    expect(codes.sort()).toEqual(Object.keys(REJECT_MESSAGES).sort());
  });

  it.each(REFUSALS)('%s at %s', (code, path, request) => {
    expect(validateOrder(request, catalogue)).toEqual({ ok: false, error: { code, path } });
  });

  it('is refused with the first code that applies, whatever else is wrong', () => {
    const wrong = { ...limit, quantity: 'x', limitPrice: 'x', venuePreferences: ['NOPE'], instrumentId: 'NOPE' };
    const code = (request: OrderRequest) => {
      const outcome = validateOrder(request, catalogue);
      return outcome.ok ? null : outcome.error.code;
    };
    expect(code(wrong)).toBe('UNKNOWN_INSTRUMENT');
    expect(code({ ...wrong, instrumentId: 'AAPL' })).toBe('UNKNOWN_VENUE');
    expect(code({ ...wrong, instrumentId: 'AAPL', venuePreferences: [] })).toBe('QUANTITY_INVALID');
    expect(code({ ...limit, limitPrice: 'x' })).toBe('PRICE_INVALID');
  });
});

describe('an order', () => {
  it('keeps what was said, with its numbers exact at the instrument’s scale', () => {
    const request: OrderRequest = { ...limit, venuePreferences: ['XNAS'], excludeVenues: ['XNYS'], tag: 'desk 4' };
    expect(validateOrder(request, catalogue)).toEqual({
      ok: true,
      value: { ...request, quantity: 100, limitPrice: 1_872_300, stopPrice: null, venueCaps: [] },
    });
  });

  it.each<[string, OrderRequest, { quantity: number; limitPrice: number | null }]>([
    ['a market order', market, { quantity: 100, limitPrice: null }],
    ['an odd lot', { ...market, quantity: '1' }, { quantity: 1, limitPrice: null }],
    [
      'zeros that say nothing',
      { ...limit, quantity: '0100.00', limitPrice: '0187.230000' },
      { quantity: 100, limitPrice: 1_872_300 },
    ],
    ['good till canceled', { ...limit, timeInForce: 'GTC' }, { quantity: 100, limitPrice: 1_872_300 }],
    ['a stop that is good till canceled', { ...stop, timeInForce: 'GTC' }, { quantity: 100, limitPrice: null }],
    ['a midpoint peg with a cap', peg, { quantity: 100, limitPrice: 1_872_300 }],
    ['a midpoint peg without one', { ...peg, limitPrice: null }, { quantity: 100, limitPrice: null }],
    ['a stop with a limit', stopLimit, { quantity: 100, limitPrice: 1_905_000 }],
    ['a ten-thousandth below a dollar', { ...limit, limitPrice: '0.9999' }, { quantity: 100, limitPrice: 9_999 }],
    ['the largest price', { ...limit, limitPrice: '90000000' }, { quantity: 100, limitPrice: 900_000_000_000 }],
    [
      'eight decimals of a coin',
      { ...btc, quantity: '0.00000001', limitPrice: '64123.45' },
      { quantity: 1, limitPrice: 6_412_345 },
    ],
    [
      'its preferred venue as its directed one',
      { ...market, venuePreferences: ['XNAS'], directedVenue: 'XNAS' },
      { quantity: 100, limitPrice: null },
    ],
  ])('may be %s', (_, request, numbers) => {
    expect(validateOrder(request, catalogue)).toMatchObject({ ok: true, value: numbers });
  });

  it('has every number a positive safe integer, or is refused with a path: for any texts and names', () => {
    const textArb = fc.oneof(fc.string({ maxLength: 12 }), fc.stringMatching(/^-?[0-9]{1,17}(\.[0-9]{0,9})?$/));
    const venuesArb = fc.subarray(['XNAS', 'XNYS', 'BATS'], { maxLength: 1 });
    const requestArb = fc.record({
      instrumentId: fc.constantFrom('AAPL', 'BTC-USD', 'NOPE'),
      quantity: textArb,
      limitPrice: fc.option(textArb),
      orderType: fc.constantFrom('MARKET', 'LIMIT', 'STOP'),
      timeInForce: fc.constantFrom('DAY', 'IOC', 'FOK'),
      venuePreferences: venuesArb,
      excludeVenues: venuesArb,
    });
    fc.assert(
      fc.property(requestArb, (said) => {
        const outcome = validateOrder({ ...market, ...said }, catalogue);
        if (!outcome.ok) {
          expect(outcome.error.path).toMatch(/^[a-z_]+(\.\d+)?(\.[a-z_]+)?$/);
          return;
        }
        const { quantity, limitPrice } = outcome.value;
        for (const value of [quantity, limitPrice ?? 1]) expect(Number.isSafeInteger(value) && value > 0).toBe(true);
        expect((limitPrice === null) === (said.orderType === 'MARKET')).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('other terms of an order', () => {
  const termsOf = (order: OrderRequest, asked: { quantity?: string; limitPrice?: string }) => {
    const valid = validateOrder(order, catalogue);
    if (!valid.ok) throw new Error(valid.error.code);
    return validateTerms(valid.value, { quantity: null, limitPrice: null, ...asked }, equity());
  };

  it('keep what is not said', () => {
    expect(termsOf(limit, {})).toEqual({ ok: true, value: { quantity: 100, limitPrice: 1_872_300 } });
    expect(termsOf(limit, { quantity: '250' })).toMatchObject({ value: { quantity: 250, limitPrice: 1_872_300 } });
    expect(termsOf(limit, { limitPrice: '187.3' })).toMatchObject({ value: { quantity: 100, limitPrice: 1_873_000 } });
  });

  it.each([
    [limit, { quantity: '0' }, 'QUANTITY_NOT_POSITIVE', 'quantity'],
    [limit, { quantity: '1.5' }, 'QUANTITY_TOO_PRECISE', 'quantity'],
    [limit, { limitPrice: '187.231' }, 'PRICE_OFF_TICK', 'limit_price'],
    [market, { limitPrice: '187.23' }, 'LIMIT_PRICE_NOT_ALLOWED', 'limit_price'],
    [
      { ...market, routingMode: 'MANUAL' as const, manualAllocations: [{ venueId: 'XNYS', quantity: '100' }] },
      { quantity: '200' },
      'MANUAL_QUANTITIES_DIFFER',
      'quantity',
    ],
  ])('are refused as those of a new order are: %#', (order, asked, code, path) => {
    expect(termsOf(order, asked)).toEqual({ ok: false, error: { code, path } });
  });
});

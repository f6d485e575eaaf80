import { describe, expect, it } from 'vitest';
import { US_EQUITY_INSTRUMENTS } from '../catalogue/us-equity-instruments.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { ORDER_TYPES, type OrderRequest, type OrderType, TIMES_IN_FORCE, type TimeInForce, UNSAID } from './request.ts';
import { validateOrder } from './validate.ts';

const [SHARE] = US_EQUITY_INSTRUMENTS;
const COIN = { instrumentId: 'BTC-USD', priceDecimals: 2, quantityDecimals: 8, tickBands: [] };

const market: OrderRequest = {
  ...UNSAID,
  orderId: 'order-1',
  instrumentId: 'AAPL',
  side: 'BUY',
  quantity: '100',
  orderType: 'MARKET',
  routingMode: 'SWEEP',
};

function instrument(instrumentId: string): Instrument | undefined {
  if (SHARE === undefined) throw new Error('the catalogue is empty');
  return instrumentId === COIN.instrumentId ? { ...SHARE, ...COIN } : SHARE;
}

/** What comes of a market order for 100 shares with these changes: the order, or the code and the field that refuse it. */
function outcomeOf(changes: Partial<OrderRequest>) {
  const outcome = validateOrder({ ...market, ...changes }, { instrument, hasVenue: () => true });
  return outcome.ok ? outcome.value : `${outcome.error.code} at ${outcome.error.path}`;
}

function ofType(orderType: OrderType): Partial<OrderRequest> {
  const limitPrice = orderType === 'LIMIT' || orderType === 'STOP_LIMIT' ? '190.50' : null;
  return { orderType, limitPrice, stopPrice: orderType === 'STOP' || orderType === 'STOP_LIMIT' ? '190.00' : null };
}

describe('the times in force of each order type', () => {
  const taken: Readonly<Record<OrderType, readonly TimeInForce[]>> = {
    MARKET: ['DAY', 'IOC', 'FOK'],
    LIMIT: ['DAY', 'IOC', 'FOK', 'GTC'],
    MIDPOINT_PEG: ['DAY', 'IOC', 'GTC'],
    STOP: ['DAY', 'GTC'],
    STOP_LIMIT: ['DAY', 'GTC'],
  };

  it.each(ORDER_TYPES.flatMap((orderType) => TIMES_IN_FORCE.map((timeInForce) => [orderType, timeInForce] as const)))(
    '%s with %s',
    (orderType, timeInForce) => {
      const outcome = outcomeOf({ ...ofType(orderType), timeInForce });
      if (taken[orderType].includes(timeInForce)) expect(outcome).toMatchObject({ orderType, timeInForce });
      else expect(outcome).toBe('TIME_IN_FORCE_NOT_FOR_TYPE at time_in_force');
    },
  );
});

describe('a number at the end of its range', () => {
  const constrained = (changes: Partial<NonNullable<OrderRequest['constraints']>>) => ({
    constraints: { maxFee: null, minFillRate: null, maxLatencyMs: null, maxImpactBps: null, ...changes },
  });

  it.each([0, 0.5, 1])('an urgency of %d is taken', (urgency) => {
    expect(outcomeOf({ urgency })).toMatchObject({ urgency });
  });

  it.each([-0.01, 1.01, Number.NaN])('an urgency of %d is refused', (urgency) => {
    expect(outcomeOf({ urgency })).toBe('URGENCY_INVALID at urgency');
  });

  it.each([0, 0.9, 1])('a least fill rate of %d is taken', (minFillRate) => {
    expect(outcomeOf(constrained({ minFillRate }))).toMatchObject({ constraints: { minFillRate } });
  });

  it.each([-0.01, 1.01, Number.NaN])('a least fill rate of %d is refused', (minFillRate) => {
    expect(outcomeOf(constrained({ minFillRate }))).toBe('CONSTRAINT_INVALID at constraints.min_fill_rate');
  });

  it.each([
    ['maxLatencyMs', 'max_latency_ms'],
    ['maxImpactBps', 'max_impact_bps'],
  ] as const)('%s may be as small as it likes, and neither nothing nor endless', (field, path) => {
    expect(outcomeOf(constrained({ [field]: 0.001 }))).toMatchObject({ constraints: { [field]: 0.001 } });
    for (const wrong of [0, -1, Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(outcomeOf(constrained({ [field]: wrong }))).toBe(`CONSTRAINT_INVALID at constraints.${path}`);
    }
  });

  it('a bound that says nothing binds nothing, and a fee is kept to its last digit', () => {
    expect(outcomeOf(constrained({}))).toMatchObject({
      constraints: { maxFeeE8: null, minFillRate: null, maxLatencyMs: null, maxImpactBps: null },
    });
    expect(outcomeOf(constrained({ maxFee: '-0.00000001' }))).toMatchObject({ constraints: { maxFeeE8: -1 } });
    expect(outcomeOf(constrained({ maxFee: 'x' }))).toBe('CONSTRAINT_INVALID at constraints.max_fee');
  });

  it('a quantity is bounded by what it is of, not by how finely it is counted', () => {
    expect(outcomeOf({ quantity: '999999999999' })).toMatchObject({ quantity: 999_999_999_999 });
    expect(outcomeOf({ instrumentId: 'BTC-USD', quantity: '20000' })).toMatchObject({ quantity: 2_000_000_000_000 });
  });
});

describe('the caller’s own division', () => {
  const at = (venueId: string, quantity: string) => ({ venueId, quantity });
  const divided = (...manualAllocations: OrderRequest['manualAllocations']) =>
    ({ routingMode: 'MANUAL', manualAllocations }) as const;

  it('is kept as it was said where it adds up to the whole', () => {
    expect(outcomeOf(divided(at('XNAS', '30'), at('XNYS', '70')))).toMatchObject({
      manualAllocations: [
        { venueId: 'XNAS', quantity: 30 },
        { venueId: 'XNYS', quantity: 70 },
      ],
    });
  });

  it.each([
    ['less', at('XNYS', '69')],
    ['more', at('XNYS', '71')],
  ])('is refused where it is %s than the whole', (_, second) => {
    expect(outcomeOf(divided(at('XNAS', '30'), second))).toBe('MANUAL_QUANTITIES_DIFFER at manual_allocations');
  });

  it('names the venue that is said twice by its place', () => {
    const thrice = divided(at('XNAS', '30'), at('XNYS', '30'), at('XNAS', '40'));
    expect(outcomeOf(thrice)).toBe('MANUAL_ALLOCATIONS_INVALID at manual_allocations.2.venue_id');
  });

  it('may be filled or killed at one venue, but not at two', () => {
    expect(outcomeOf({ ...divided(at('XNAS', '100')), timeInForce: 'FOK' })).toMatchObject({ timeInForce: 'FOK' });
    expect(outcomeOf({ ...divided(at('XNAS', '50'), at('XNYS', '50')), timeInForce: 'FOK' })).toBe(
      'MANUAL_ALLOCATIONS_INVALID at manual_allocations',
    );
  });
});

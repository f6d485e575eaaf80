import { describe, expect, it } from 'vitest';
import { priceE8, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { planRoute } from './plan.ts';
import type { PlanInput } from './plan-input.ts';

const ask = (cents: number, size: number): QuoteOf => ({ bid: [cents - 5, 100], ask: [cents, size] });
const dark = (...believed: (readonly [size: number, probability: number])[]): QuoteOf => ({ believed });
const plan = (order: Partial<ValidOrder>, quotes: Record<string, QuoteOf>, more: Partial<PlanInput> = {}) =>
  planRoute({ ...planInputOf(orderOf(order), marketOf(quotes)), ...more });
const slices = (result: ReturnType<typeof plan>) =>
  result.slices.map((slice) => `${slice.quantity} ${slice.venueId} ${slice.limitPrice / 100} ${slice.kind}`);
const code = (result: ReturnType<typeof plan>, venueId: string) =>
  result.outcomes.find((outcome) => outcome.venueId === venueId)?.code;

describe('an order for any venue', () => {
  const market = { XNYS: ask(1001, 900), SGMT: dark([100, 0.3], [400, 0.12], [800, 0.05]) };

  it('asks a dark pool at the midpoint for what is likely there, and takes the rest where it is displayed', () => {
    const result = plan({ quantity: quantity(700) }, market);
    expect(slices(result)).toEqual(['400 SGMT 998.5 MID_IOC', '300 XNYS 1001 IOC']);
    expect(result.slices[0]).toMatchObject({ minQuantity: 100, expectedFillRate: 0.165 });
  });

  it.each([
    ['was asked a moment ago', { ...market, SGMT: { ...market.SGMT, blindBar: 'HOLD_OFF' as const } }, {}, 'HOLD_OFF'],
    [
      'is followed by moves against us',
      { ...market, SGMT: { ...market.SGMT, blindBar: 'ADVERSE_MARKOUTS' as const } },
      {},
      'ADVERSE_MARKOUTS',
    ],
    ['was asked for this order', market, { triedVenues: ['SGMT'] }, 'ALREADY_TRIED'],
    ['hardly ever has anything', { ...market, SGMT: dark([100, 0.05]) }, {}, 'LITTLE_HIDDEN'],
    [
      'takes no minimum quantity',
      { ...market, SGMT: { ...market.SGMT, venue: { refusesMinQuantity: true as const } } },
      {},
      'ORDER_TYPE_NOT_TAKEN',
    ],
  ])('does not ask a dark pool that %s', (_, quotes, more, expected) => {
    const result = plan({ quantity: quantity(700) }, quotes, more);
    expect([slices(result), code(result, 'SGMT')]).toEqual([['700 XNYS 1001 IOC'], expected]);
  });

  it.each([
    ['that must end at once', { timeInForce: 'IOC' }],
    ['for lit venues only', { sourcing: 'LIT_ONLY' }],
    ['for the fastest venue', { routingObjective: 'FASTEST_EXECUTION', quantity: quantity(900) }],
    ['for the most likely fill', { routingObjective: 'HIGHEST_FILL_RATE', quantity: quantity(900) }],
  ] as const)('asks nobody blind for an order %s', (_, order) => {
    expect(slices(plan({ quantity: quantity(700), ...order }, market)).join()).not.toContain('SGMT');
  });

  it('has no midpoint to ask at in a locked market', () => {
    const result = plan({ quantity: quantity(100) }, { ...market, ARCX: { bid: [1001, 100], ask: [1002, 100] } });
    expect([slices(result), code(result, 'SGMT')]).toEqual([['100 XNYS 1001 IOC'], 'NO_MIDPOINT']);
  });

  it('offers a wholesaler what it is likely to take, at the best price or better', () => {
    const quotes = { XNYS: ask(1001, 900), CDRG: dark([200, 0.9], [400, 0.6], [800, 0.2]) };
    const result = plan({ quantity: quantity(700), routingObjective: 'LOWEST_COST' }, quotes);
    expect(slices(result)).toEqual(['400 CDRG 1001 IOC', '300 XNYS 1001 IOC']);
  });
});

describe('DARK_FIRST', () => {
  const market = {
    XNYS: ask(1001, 900),
    SGMT: dark([200, 0.5], [800, 0.04]),
    UBSA: dark([300, 0.3], [800, 0.02]),
  };

  it('asks the dark venues alone, each for what it is most likely to have; the rest waits', () => {
    const result = plan({ sourcing: 'DARK_FIRST', quantity: quantity(2_000), timeInForce: 'IOC' }, market);
    expect(slices(result)).toEqual(['800 SGMT 998.5 MID_IOC', '800 UBSA 998.5 MID_IOC']);
    expect([result.stage, result.unallocated, result.unallocatedCode, code(result, 'XNYS')]).toEqual([
      'DARK',
      400,
      'OTHER_VENUES_LATER',
      'AFTER_DARK',
    ]);
  });

  it('divides by the marginal chance of a fill', () => {
    const result = plan({ sourcing: 'DARK_FIRST', quantity: quantity(600) }, market);
    expect(slices(result)).toEqual(['300 SGMT 998.5 MID_IOC', '300 UBSA 998.5 MID_IOC']);
  });

  it('goes on to the lit venues when each dark one has been asked, or none may be', () => {
    for (const triedVenues of [['SGMT', 'UBSA']])
      expect(slices(plan({ sourcing: 'DARK_FIRST' }, market, { triedVenues }))).toEqual(['100 XNYS 1001 IOC']);
    expect(slices(plan({ sourcing: 'DARK_FIRST' }, { XNYS: ask(1001, 900) }))).toEqual(['100 XNYS 1001 IOC']);
  });
});

describe('INTERNALIZE_FIRST', () => {
  const market = { XNYS: ask(1001, 900), INTERNAL: {}, SGMT: dark([400, 0.9]) };

  it('offers the whole order to the internal book first, never beyond the national best price', () => {
    const result = plan({ sourcing: 'INTERNALIZE_FIRST', quantity: quantity(700) }, market);
    expect([slices(result), result.stage, code(result, 'XNYS'), code(result, 'SGMT')]).toEqual([
      ['700 INTERNAL 1001 IOC'],
      'INTERNAL',
      'AFTER_INTERNAL',
      'AFTER_INTERNAL',
    ]);
  });

  it('takes the rest elsewhere after the internal book has answered', () => {
    const result = plan(
      { sourcing: 'INTERNALIZE_FIRST' },
      { XNYS: ask(1001, 900), INTERNAL: {} },
      { triedVenues: ['INTERNAL'] },
    );
    expect([slices(result), result.stage]).toEqual([['100 XNYS 1001 IOC'], 'ALL']);
  });
});

describe('an order that names a dark venue', () => {
  it('asks it whatever is believed of it', () => {
    const market = { XNYS: ask(1001, 900), SGMT: {} };
    expect(slices(plan({ directedVenue: 'SGMT' }, market))).toEqual(['100 SGMT 998.5 MID_IOC']);
    const manualAllocations = [{ venueId: 'SGMT', quantity: quantity(100) }];
    expect(slices(plan({ routingMode: 'MANUAL', manualAllocations }, market))).toEqual(['100 SGMT 998.5 MID_IOC']);
  });

  it('keeps the order’s constraints', () => {
    const constraints = { maxFeeE8: priceE8(50_000), minFillRate: null, maxLatencyMs: null, maxImpactBps: null };
    const result = plan({ directedVenue: 'SGMT', constraints }, { XNYS: ask(1001, 900), SGMT: {} });
    expect([slices(result), code(result, 'SGMT')]).toEqual([[], 'OVER_MAX_FEE']);
  });
});

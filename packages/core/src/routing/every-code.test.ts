import { describe, expect, it } from 'vitest';
import { moneyE8, price, priceE8, quantity } from '../money/units.ts';
import type { OrderConstraints, ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf, venueOf } from '../testing/market.ts';
import type { ExclusionCode, UnallocatedCode } from './exclusion-code.ts';
import { planRoute } from './plan.ts';
import type { PlanInput } from './plan-input.ts';

/** A market and an order that produce a code. */
interface Case {
  readonly order?: Partial<ValidOrder>;
  readonly quotes: Readonly<Record<string, QuoteOf>>;
  readonly more?: Partial<PlanInput>;
}

/** Of a venue's code also where it is met; XNYS where nothing is said. */
interface VenueCase extends Case {
  readonly at?: string;
}

const ask = (cents: number, size: number, more: QuoteOf = {}): QuoteOf => ({
  bid: [990, 100],
  ask: [cents, size],
  ...more,
});
const dark = (...believed: [number, number][]): QuoteOf => ({ believed });
const of = (count: number) => quantity(count);
const others = { ARCX: ask(1001, 900) };
const having = (quote: QuoteOf): Case => ({ quotes: { XNYS: ask(1001, 900, quote), ...others } });
const under = (constraints: Partial<OrderConstraints>, quote: QuoteOf = {}): Case => ({
  order: { constraints: { maxFeeE8: null, minFillRate: null, maxLatencyMs: null, maxImpactBps: null, ...constraints } },
  quotes: { XNYS: ask(1001, 900, quote), ...others },
});
const free: Partial<PlanInput> = { settings: { protection: false, urgency: 0.5, passiveHorizonMs: null } };
const charged = { fees: { ...venueOf('XNYS').fees, fixedPerOrderE8: moneyE8(500_000_000n) } };

const VENUE_CASES: Readonly<Record<ExclusionCode, VenueCase>> = {
  EXCLUDED_BY_ORDER: { ...having({}), order: { excludeVenues: ['XNYS'] } },
  OVER_VENUE_CAP: { ...having({}), order: { venueCaps: [{ venueId: 'XNYS', maxQuantity: of(0) }] } },
  NOT_DIRECTED_VENUE: { ...having({}), order: { directedVenue: 'ARCX' } },
  VENUE_DISABLED: having({ venue: { enabled: false } }),
  VENUE_OFFLINE: having({ status: 'OFFLINE' }),
  VENUE_RESTRICTED: having({ status: 'RESTRICTED' }),
  VENUE_DISCONNECTED: having({ connected: false }),
  CIRCUIT_OPEN: having({ circuit: 'OPEN' }),
  VENUE_FULL: having({ isFull: true }),
  INSTRUMENT_NOT_TRADED: having({ venue: { supportedSymbols: ['MSFT'] } }),
  ORDER_TYPE_NOT_TAKEN: having({ venue: { orderTypes: ['MARKET'] } }),
  TIME_IN_FORCE_NOT_TAKEN: having({ venue: { timesInForce: ['DAY'] } }),
  AFTER_INTERNAL: { order: { sourcing: 'INTERNALIZE_FIRST' }, quotes: { XNYS: ask(1001, 900), INTERNAL: {} } },
  AFTER_DARK: { order: { sourcing: 'DARK_FIRST' }, quotes: { XNYS: ask(1001, 900), SGMT: dark([300, 0.5]) } },
  NO_MIDPOINT: { quotes: { XNYS: ask(1001, 900, { bid: [1001, 100] }), SGMT: dark([300, 0.5]) }, at: 'SGMT' },
  NOT_ASKED_BLIND: {
    order: { timeInForce: 'IOC' },
    quotes: { XNYS: ask(1001, 900), SGMT: dark([300, 0.5]) },
    at: 'SGMT',
  },
  DARK_ELSEWHERE: { quotes: { XNYS: ask(1001, 900), SGMT: dark([100, 0.9]), UBSA: dark([100, 0.5]) }, at: 'UBSA' },
  LITTLE_HIDDEN: { quotes: { XNYS: ask(1001, 900), SGMT: dark([300, 0.05]) }, at: 'SGMT' },
  HOLD_OFF: { quotes: { XNYS: ask(1001, 900), SGMT: { ...dark([300, 0.5]), blindBar: 'HOLD_OFF' } }, at: 'SGMT' },
  ADVERSE_MARKOUTS: {
    quotes: { XNYS: ask(1001, 900), SGMT: { ...dark([300, 0.5]), blindBar: 'ADVERSE_MARKOUTS' } },
    at: 'SGMT',
  },
  NOT_SOURCED: {
    order: { sourcing: 'LIT_ONLY' },
    quotes: { XNYS: ask(1001, 900), SGMT: dark([300, 0.5]) },
    at: 'SGMT',
  },
  NOT_ALLOCATED: {
    ...having({}),
    order: { routingMode: 'MANUAL', manualAllocations: [{ venueId: 'ARCX', quantity: of(100) }] },
  },
  NOT_YET: {
    order: { routingMode: 'SEQUENTIAL', quantity: of(300) },
    quotes: { XNYS: ask(1002, 900), ARCX: ask(1001, 100) },
  },
  ALREADY_TRIED: { ...having({}), order: { routingMode: 'SEQUENTIAL' }, more: { triedVenues: ['XNYS'] } },
  NO_DISPLAYED_QUOTE: having({ ask: [0, 0] }),
  QUOTE_STALE: having({ quoteState: 'STALE' }),
  QUOTE_EXPIRED: having({ quoteState: 'EXPIRED' }),
  QUOTE_CROSSED: having({ quoteState: 'CROSSED' }),
  OUTSIDE_LIMIT: {
    order: { orderType: 'LIMIT', limitPrice: price(100_100) },
    quotes: { XNYS: ask(1002, 900), ...others },
  },
  OVER_MAX_FEE: under({ maxFeeE8: priceE8(-1_000_000) }),
  UNDER_MIN_FILL_RATE: under({ minFillRate: 0.5 }, { fillRate: 0.4 }),
  OVER_MAX_LATENCY: under({ maxLatencyMs: 1 }, { latencyUs: 1_001 }),
  OVER_MAX_IMPACT: under({ maxImpactBps: 0.0001 }),
  VENUE_MINIMUM: having({ venue: { minOrderQuantity: of(200) } }),
  NOT_WHOLE: { order: { timeInForce: 'FOK', quantity: of(300) }, quotes: { XNYS: ask(1001, 100), ...others } },
  WOULD_TRADE_THROUGH: {
    order: { routingObjective: 'FASTEST_EXECUTION', quantity: of(16) },
    quotes: { XNYS: ask(1002, 900, { latencyUs: 100 }), ARCX: ask(1001, 900, { latencyUs: 900 }) },
  },
  AFTER_PROTECTED: {
    order: { routingObjective: 'FASTEST_EXECUTION' },
    quotes: { XNYS: ask(1002, 900, { latencyUs: 100 }), ARCX: ask(1001, 100, { latencyUs: 900 }) },
  },
  SPLIT_LIMIT: {
    order: { maxVenueSplit: 1, quantity: of(200) },
    quotes: { XNYS: ask(1002, 100), ARCX: ask(1001, 100) },
    more: free,
  },
  LOT_REMAINDER: {
    order: { routingMode: 'OPTIMAL' },
    quotes: { XNYS: ask(1001, 50), ARCX: ask(1002, 100, { venue: { minOrderQuantity: of(100) } }) },
  },
  SHARE_TOO_SMALL: {
    order: { routingMode: 'PRO_RATA', quantity: of(1) },
    quotes: { XNYS: ask(1001, 100), ARCX: ask(1001, 100), BATS: ask(1001, 100) },
    at: 'ARCX',
  },
  FIXED_CHARGE: {
    order: { routingMode: 'OPTIMAL', quantity: of(200) },
    quotes: { XNYS: ask(1001, 100, { venue: charged }), ARCX: ask(1002, 900) },
    more: free,
  },
  RESTS_INSTEAD: {
    order: { held: false, routingMode: 'OPTIMAL', routingObjective: 'LOWEST_COST', quantity: of(200) },
    quotes: {
      XNYS: { bid: [990, 100], ask: [1002, 500] },
      ARCX: { bid: [1000, 500], ask: [1002, 500], bidOutflow: 900 },
    },
    more: { settings: { protection: true, urgency: 0.5, passiveHorizonMs: 10_000 } },
  },
  RANKED_LATER: { quotes: { XNYS: ask(1001, 200), ARCX: ask(1001, 900) } },
  NOT_NEEDED: { quotes: { XNYS: ask(1002, 200), ARCX: ask(1001, 900) } },
};

const limit = { orderType: 'LIMIT', limitPrice: price(100_100) } as const;

const LEFT_CASES: Readonly<Record<UnallocatedCode, Case>> = {
  NO_ELIGIBLE_VENUE: { quotes: { XNYS: ask(1001, 100, { connected: false }) } },
  NOTHING_WITHIN_LIMIT: { order: { ...limit, timeInForce: 'IOC' }, quotes: { XNYS: ask(1002, 100) } },
  REST_BELOW_MINIMUM: {
    order: { quantity: of(150) },
    quotes: { XNYS: ask(1001, 900, { venue: { acceptsOddLots: false } }) },
  },
  VENUE_BOUNDS_REACHED: {
    order: { quantity: of(300), venueCaps: [{ venueId: 'XNYS', maxQuantity: of(200) }] },
    quotes: { XNYS: ask(1001, 900) },
  },
  PART_NOT_DISPLAYED: {
    order: {
      quantity: of(300),
      routingMode: 'MANUAL',
      manualAllocations: [
        { venueId: 'XNYS', quantity: of(200) },
        { venueId: 'ARCX', quantity: of(100) },
      ],
    },
    quotes: { XNYS: ask(1001, 100), ...others },
  },
  INSUFFICIENT_LIQUIDITY: { order: { quantity: of(300) }, quotes: { XNYS: ask(1001, 100) } },
  PROTECTED_QUOTE_UNREACHABLE: {
    order: { excludeVenues: ['ARCX'] },
    quotes: { XNYS: ask(1002, 900), ARCX: ask(1001, 100) },
  },
  SPLIT_LIMIT: {
    order: { maxVenueSplit: 1, quantity: of(200) },
    quotes: { XNYS: ask(1001, 100), ARCX: ask(1001, 100) },
  },
  NEXT_VENUE_LATER: {
    order: { routingMode: 'SEQUENTIAL', quantity: of(300) },
    quotes: { XNYS: ask(1001, 100), ...others },
  },
  OTHER_VENUES_LATER: {
    order: { sourcing: 'DARK_FIRST', quantity: of(300) },
    quotes: { XNYS: ask(1001, 900), SGMT: dark([100, 0.5]) },
  },
  ALL_VENUES_TRIED: { order: { routingMode: 'SEQUENTIAL' }, quotes: others, more: { triedVenues: ['ARCX'] } },
  FOK_NOT_FILLABLE: { order: { timeInForce: 'FOK', quantity: of(300) }, quotes: { XNYS: ask(1001, 100) } },
  NO_RESTING_VENUE: {
    order: { ...limit, quantity: of(300), venueCaps: [{ venueId: 'XNYS', maxQuantity: of(100) }] },
    quotes: { XNYS: ask(1001, 100) },
  },
  WOULD_LOCK_OR_CROSS: { order: { ...limit, excludeVenues: ['ARCX'] }, quotes: { XNYS: ask(1001, 0), ...others } },
};

function planOf({ order, quotes, more }: Case) {
  const input = { ...planInputOf(orderOf(order), marketOf(quotes)), ...more };
  return planRoute({ ...input, worstPrice: input.order.limitPrice });
}

describe('every code is met', () => {
  it.each(Object.entries(VENUE_CASES))('%s, for a venue that gets nothing', (code, { at = 'XNYS', ...each }) => {
    expect(planOf(each).outcomes.find(({ venueId }) => venueId === at)?.code).toBe(code);
  });

  it.each(Object.entries(LEFT_CASES))('%s, for what is left', (code, each) => {
    const plan = planOf(each);
    expect([plan.unallocatedCode, plan.unallocated > 0]).toEqual([code, true]);
  });
});

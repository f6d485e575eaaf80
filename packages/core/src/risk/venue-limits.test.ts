import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_HALTS } from '../control/halts.ts';
import type { MarketView } from '../market/market-view.ts';
import { moneyE8, type Price, price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { planRoute } from '../routing/plan.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import type { RiskLimits } from './risk-gate.ts';
import { withinVenueLimits } from './venue-limits.ts';
import { approveWave } from './wave-gate.ts';

const FIRM = {
  maxOrderQuantity: quantity(10_000),
  maxOrderNotionalE8: moneyE8(100_000_000_000_000n),
  collarBps: 500,
};

/** The firm's collar of 5 %, and narrower ones of some venues. */
function limitsOf(collars: Readonly<Record<string, number>>): RiskLimits {
  return {
    ...FIRM,
    venue: (venueId) => ({ ...FIRM, collarBps: Math.min(FIRM.collarBps, collars[venueId] ?? FIRM.collarBps) }),
  };
}

/** What is planned within the limits, and what the gate says of it. */
function planned(
  order: ValidOrder,
  view: MarketView,
  { limits, lastPrice = null }: { limits: RiskLimits; lastPrice?: Price | null },
) {
  const worstPrice = order.limitPrice ?? price(order.side === 'BUY' ? 1_050_000 : 950_000);
  const input = withinVenueLimits({ ...planInputOf(order, view), worstPrice }, limits, lastPrice);
  const plan = planRoute(input);
  const { instrument, nbbo } = view;
  const context = { instrument, nbbo, lastPrice, limits, halts: NO_HALTS, exposure: null, entitlements: null };
  const approval = approveWave({ input, plan }, context);
  return { input, plan, code: approval.ok ? null : approval.error.code };
}
const sent = ({ plan }: ReturnType<typeof planned>) =>
  Object.fromEntries(plan.slices.map((slice) => [slice.venueId, slice.quantity]));

describe('a venue with a narrower collar', () => {
  const BUY = orderOf({ quantity: quantity(300) });
  /** ARCX shows the best offer, the others two cents more. */
  const view = marketOf({
    ARCX: { bid: [9_999, 100], ask: [10_001, 100] },
    XNYS: { bid: [9_999, 100], ask: [10_003, 500] },
    BATS: { bid: [9_999, 100], ask: [10_003, 500] },
  });

  it.each<[string, Record<string, number>, Record<string, number>]>([
    ['reaches as far as the plan does', { XNYS: 3 }, { ARCX: 100, XNYS: 200 }],
    ['does not: another serves', { XNYS: 1 }, { ARCX: 100, BATS: 200 }],
    ['does not, as that of the other: what is within is sent', { XNYS: 1, BATS: 1 }, { ARCX: 100 }],
    ['has the best price, which is always within', { ARCX: 0 }, { ARCX: 100, XNYS: 200 }],
  ])('where its collar %s', (_, collars, expected) => {
    const made = planned(BUY, view, { limits: limitsOf(collars) });
    expect([sent(made), made.code]).toEqual([expected, null]);
  });

  it('is left out with the code of what bounds it', () => {
    const { plan } = planned(BUY, view, { limits: limitsOf({ XNYS: 1 }) });
    expect(plan.outcomes.find(({ venueId }) => venueId === 'XNYS')).toMatchObject({
      status: 'excluded',
      code: 'OVER_VENUE_CAP',
    });
  });

  it('is measured by the last sale too', () => {
    const limits = limitsOf({ ARCX: 1 });
    expect(sent(planned(BUY, view, { limits, lastPrice: price(990_000) }))).not.toHaveProperty('ARCX');
  });

  it.each<[string, Partial<ValidOrder>]>([
    ['divides itself', { routingMode: 'MANUAL', manualAllocations: [{ venueId: 'XNYS', quantity: quantity(200) }] }],
    ['is directed there', { directedVenue: 'XNYS' }],
    ['rests there', { orderType: 'LIMIT', limitPrice: price(1_000_300), timeInForce: 'DAY', directedVenue: 'XNYS' }],
  ])('is not gone around by an order that %s: nothing through its collar is sent', (_, changes) => {
    const made = planned({ ...BUY, ...changes }, view, { limits: limitsOf({ XNYS: 0 }) });
    expect(made.code ?? sent(made)).toEqual(made.code === null ? {} : 'PRICE_OUTSIDE_COLLAR');
  });

  it('changes nothing where no collar is narrower', () => {
    const input = planInputOf(BUY, view);
    expect(withinVenueLimits(input, limitsOf({}), null)).toBe(input);
  });
});

it('no collar of a venue lets the gate refuse a wave, and a venue whose collar is as wide as the firm’s keeps its part', () => {
  const quoteArb = fc.record({ bid: fc.integer({ min: 9_950, max: 10_003 }), width: fc.integer({ min: 1, max: 60 }) });
  const ids = ['XNAS', 'XNYS', 'ARCX', 'BATS'];
  fc.assert(
    fc.property(
      fc.record({
        side: fc.constantFrom('BUY', 'SELL'),
        quantity: fc.integer({ min: 1, max: 1_500 }).map(quantity),
        limit: fc.option(fc.integer({ min: 9_940, max: 10_060 }).map((cents) => price(cents * 100))),
        timeInForce: fc.constantFrom('DAY', 'IOC'),
        orderType: fc.constantFrom('TAKES', 'MIDPOINT_PEG'),
      }),
      fc.array(fc.tuple(quoteArb, fc.integer({ min: 0, max: 50 })), { minLength: 1, maxLength: 4 }),
      fc.option(fc.integer({ min: 9_940, max: 10_060 }).map((cents) => price(cents * 100))),
      ({ limit, orderType: kind, ...said }, venues, lastPrice) => {
        const orderType = kind === 'MIDPOINT_PEG' ? kind : limit === null ? 'MARKET' : 'LIMIT';
        const order = orderOf({ ...said, limitPrice: limit, orderType });
        const quotes = venues.map(
          ([{ bid, width }], at) => [ids[at] ?? '', { bid: [bid, 300], ask: [bid + width, 300] }] as const,
        );
        const collars = Object.fromEntries(venues.map(([, collar], at) => [ids[at] ?? '', collar]));
        const view = marketOf(Object.fromEntries(quotes));
        const made = planned(order, view, { limits: limitsOf(collars), lastPrice });
        expect(made.code).toBeNull();
        const free = planned(order, view, { limits: limitsOf({}), lastPrice });
        if (made.input.order.venueCaps.length === 0) expect(sent(made)).toEqual(sent(free));
      },
    ),
    { numRuns: 500 },
  );
});

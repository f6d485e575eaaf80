import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf, venueOf } from '../testing/market.ts';
import { storedRecordOf } from '../testing/records.ts';
import { planRoute } from './plan.ts';
import { recompute } from './record/recompute.ts';

const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };
const LIT: QuoteOf = { bid: [9_999, 500], ask: [10_001, 500] };
const believed = (size: number, probability: number): QuoteOf => ({ believed: [[size, probability]] });

function planOf(quotes: Readonly<Record<string, QuoteOf>>, changes: Partial<ValidOrder> = {}) {
  const order = orderOf({ orderType: 'MIDPOINT_PEG', ...changes });
  return planRoute({ ...planInputOf(order, marketOf(quotes)), worstPrice: order.limitPrice ?? price(1_050_000) });
}

/** Where the peg goes, or why it goes nowhere. */
function placeOf(quotes: Readonly<Record<string, QuoteOf>>, changes: Partial<ValidOrder> = {}): string | null {
  const plan = planOf(quotes, changes);
  return plan.slices[0]?.venueId ?? plan.unallocatedCode;
}

describe('a midpoint peg', () => {
  it('rests whole at one venue, at the midpoint fee, and takes nothing that is displayed', () => {
    const plan = planOf({ XNAS: LIT, XNYS: LIT }, { quantity: quantity(300) });
    expect(plan.slices).toMatchObject([
      { venueId: 'XNAS', kind: 'MID_PEG', quantity: 300, limitPrice: 1_050_000, expectedPriceE8: 10_000_000_000 },
    ]);
    expect(plan.slices[0]?.expectedFeeE8).toBe(15_000_000n);
    expect(plan.rationale).toContain('300 to XNAS at no worse than 105.00 rests pegged to the midpoint.');
    expect(plan.outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['chosen', null],
      ['excluded', 'RANKED_LATER'],
    ]);
  });

  it('goes where the order prefers, else where most is believed hidden, else by the objective', () => {
    const market = { XNAS: LIT, IEXG: LIT, UBSA: believed(500, 0.4), SGMT: believed(500, 0.6) };
    expect(placeOf(market, { venuePreferences: ['IEXG'] })).toBe('IEXG');
    expect(placeOf(market)).toBe('SGMT');
    expect(placeOf({ XNAS: LIT, XNYS: LIT, MEMX: LIT })).toBe('XNAS');
    expect(placeOf({ XNAS: LIT, XNYS: LIT, MEMX: LIT }, { routingObjective: 'LOWEST_COST' })).toBe('MEMX');
    expect(
      placeOf({ XNAS: LIT, XNYS: LIT, MEMX: { ...LIT, latencyUs: 900 } }, { routingObjective: 'FASTEST_EXECUTION' }),
    ).toBe('XNAS');
  });

  it('goes to the first of two venues that nothing tells apart, the same every time', () => {
    const { venueId: _, ...alike } = venueOf('XNYS');
    const [first, second] = [LIT, { ...LIT, venue: alike }];
    expect(placeOf({ XNYS: first, ARCX: second })).toBe('XNYS');
    expect(placeOf({ ARCX: second, XNYS: first })).toBe('ARCX');
  });

  it('that is immediate asks a dark venue at the midpoint of now, never a displayed book', () => {
    const plan = planOf({ XNAS: LIT, UBSA: {} }, { timeInForce: 'IOC' });
    expect(plan.slices).toMatchObject([{ venueId: 'UBSA', kind: 'MID_IOC', limitPrice: 1_000_000 }]);
    expect(placeOf({ XNAS: LIT }, { timeInForce: 'IOC' })).toBe('NO_ELIGIBLE_VENUE');
    expect(placeOf({ XNAS: LIT, UBSA: {} }, { timeInForce: 'IOC', limitPrice: price(999_900) })).toBe(
      'NOTHING_WITHIN_LIMIT',
    );
  });

  it.each<[string, Record<string, QuoteOf>, Partial<ValidOrder>, string | null]>([
    ['is excluded', { XNAS: LIT }, { excludeVenues: ['XNAS'] }, 'EXCLUDED_BY_ORDER'],
    ['pegs to nothing', { CDRG: {} }, {}, 'ORDER_TYPE_NOT_TAKEN'],
    ['keeps no orders over the day', { UBSA: { venue: { timesInForce: ['IOC'] } } }, {}, 'TIME_IN_FORCE_NOT_TAKEN'],
    ['hurt us before', { UBSA: { blindBar: 'ADVERSE_MARKOUTS' } }, {}, 'ADVERSE_MARKOUTS'],
    ['takes no odd lots', { BIDS: {} }, { quantity: quantity(150) }, 'VENUE_MINIMUM'],
    ['takes less', { XNAS: { ...LIT, venue: { maxOrderQuantity: quantity(50) } } }, {}, 'OVER_MAX_IMPACT'],
    [
      'is capped by a rule',
      { XNAS: LIT },
      { venueCaps: [{ venueId: 'XNAS', maxQuantity: quantity(50) }] },
      'OVER_VENUE_CAP',
    ],
  ])('does not go to a venue that %s', (_, quotes, changes, code) => {
    const plan = planOf({ ...quotes }, changes);
    expect([plan.slices, plan.outcomes[0]?.code, plan.unallocatedCode]).toEqual([[], code, 'NO_ELIGIBLE_VENUE']);
  });

  it('goes whole or not at all, never beyond its cap, and its record makes the same decision again (invariants 1, 3, 4)', () => {
    const quoteArb = fc.record({ bid: fc.integer({ min: 9_990, max: 10_003 }), width: fc.integer({ min: 0, max: 5 }) });
    const orderArb = fc.record({
      side: fc.constantFrom('BUY', 'SELL', 'SELL_SHORT'),
      quantity: fc.integer({ min: 1, max: 5_000 }).map(quantity),
      limitPrice: fc.option(fc.integer({ min: 9_980, max: 10_020 }).map((cents) => price(cents * 100))),
      timeInForce: fc.constantFrom('DAY', 'IOC', 'GTC'),
    });
    fc.assert(
      fc.property(
        orderArb,
        fc.array(quoteArb, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (said, quotes, probability) => {
          const ids = ['XNAS', 'XNYS', 'ARCX', 'IEXG'];
          const lit = quotes.map(
            ({ bid, width }, at) => [ids[at], { bid: [bid, 100], ask: [bid + width, 100] }] as const,
          );
          const market = marketOf({
            ...Object.fromEntries(lit),
            UBSA: believed(1_000, probability),
            BIDS: believed(100, 1 - probability),
          });
          const order = orderOf({ orderType: 'MIDPOINT_PEG', ...said });
          const worstPrice = said.limitPrice ?? price(said.side === 'BUY' ? 1_050_000 : 950_000);
          const input = { ...planInputOf(order, market), worstPrice };
          const plan = planRoute(input);
          const given = plan.slices.reduce((sum, slice) => sum + slice.quantity, 0);
          expect([0, said.quantity]).toContain(given);
          expect(given + plan.unallocated).toBe(said.quantity);
          const sign = said.side === 'BUY' ? 1 : -1;
          for (const slice of plan.slices) {
            expect((slice.limitPrice - worstPrice) * sign).toBeLessThanOrEqual(0);
            expect(slice.kind).toBe(said.timeInForce === 'IOC' ? 'MID_IOC' : 'MID_PEG');
          }
          const stored = storedRecordOf(input, plan);
          expect(recompute(stored)).toBe(stored.record);
        },
      ),
      RUNS,
    );
  });
});

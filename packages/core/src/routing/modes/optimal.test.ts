import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyE8, quantity } from '../../money/units.ts';
import { ROUTING_OBJECTIVES, type ValidOrder } from '../../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf, venueOf } from '../../testing/market.ts';
import { impactBps, informationFactor } from '../impact.ts';
import { planRoute } from '../plan.ts';
import type { PlanInput } from '../plan-input.ts';

const ask = (cents: number, size: number, more: QuoteOf = {}): QuoteOf => ({
  bid: [cents - 5, 100],
  ask: [cents, size],
  ...more,
});
const inputOf = (order: Partial<ValidOrder>, quotes: Record<string, QuoteOf>, protection = true): PlanInput => ({
  ...planInputOf(orderOf({ routingMode: 'OPTIMAL', ...order }), marketOf(quotes)),
  settings: { protection, urgency: 0.5, passiveHorizonMs: null },
});
const slices = (input: PlanInput) =>
  planRoute(input).slices.map((slice) => `${slice.quantity} ${slice.venueId} ${slice.limitPrice / 100} ${slice.kind}`);

describe('OPTIMAL', () => {
  it('walks the merged book where a venue more costs nothing', () => {
    const quotes = { XNYS: ask(1002, 200), ARCX: ask(1001, 200), BATS: ask(1003, 900) };
    const input = inputOf({ quantity: quantity(500) }, quotes);
    expect(slices(input)).toEqual(['200 ARCX 1001 ISO', '200 XNYS 1002 ISO', '100 BATS 1003 ISO']);
    expect(planRoute(input).proof).toEqual({ kind: 'EXACT', gapE8: 0 });
  });

  it('takes equal prices in the order in which a sweep would: the cheaper fee first', () => {
    const quotes = { XNYS: ask(1001, 300), EDGA: ask(1001, 100), BATY: ask(1001, 100) };
    const order = { quantity: quantity(300) } as const;
    const swept = slices(inputOf({ ...order, routingMode: 'SWEEP' }, quotes));
    expect(swept).toEqual(['100 EDGA 1001 IOC', '100 BATY 1001 IOC', '100 XNYS 1001 IOC']);
    expect(slices(inputOf(order, quotes))).toEqual(swept);
  });

  it('chooses the venues that fill most for least where few are allowed, which a sweep does not', () => {
    const quotes = { XNYS: ask(1001, 100), ARCX: ask(1002, 400), BATS: ask(1003, 400) };
    const order = { quantity: quantity(400), maxVenueSplit: 1 } as const;
    expect(slices(inputOf(order, quotes, false))).toEqual(['400 ARCX 1002 IOC']);
    expect(slices(inputOf({ ...order, routingMode: 'SWEEP' }, quotes, false))).toEqual(['100 XNYS 1001 IOC']);
  });

  it('does not trade through a better protected quote, even where that leaves something unfilled', () => {
    const quotes = { XNYS: ask(1001, 100), ARCX: ask(1002, 400) };
    expect(slices(inputOf({ quantity: quantity(400), maxVenueSplit: 1 }, quotes))).toEqual(['100 XNYS 1001 IOC']);
  });

  it('saves a charge for each order where the better price is worth less', () => {
    const fees = { ...venueOf('ARCX').fees, fixedPerOrderE8: moneyE8(500_000_000n) };
    const quotes = { XNYS: ask(1002, 900), ARCX: ask(1001, 100, { venue: { fees } }) };
    expect(slices(inputOf({ quantity: quantity(200) }, quotes, false))).toEqual(['200 XNYS 1002 IOC']);
  });

  it('spreads a large order so that no venue makes too much impact', () => {
    const quotes = { XNYS: ask(1001, 90_000), ARCX: ask(1001, 90_000) };
    const order = { quantity: quantity(60_000), routingObjective: 'MINIMAL_IMPACT' } as const;
    expect(slices(inputOf(order, quotes))).toEqual(['30000 XNYS 1001 IOC', '30000 ARCX 1001 IOC']);
  });
});

describe('every OPTIMAL plan', () => {
  const quoteArb = fc
    .record({
      cents: fc.integer({ min: 1000, max: 1006 }),
      lots: fc.integer({ min: 1, max: 9 }),
      latencyUs: fc.integer({ min: 100, max: 2_000 }),
      fillRate: fc.double({ min: 0.2, max: 1, noNaN: true }),
    })
    .map(({ cents, lots, latencyUs, fillRate }) => ask(cents, lots * 100, { latencyUs, fillRate }));
  const marketArb = fc.record({ XNYS: quoteArb, ARCX: quoteArb, EDGA: quoteArb, IEXG: quoteArb, BATY: quoteArb });
  const inputArb = fc
    .record({
      quotes: marketArb,
      routingObjective: fc.constantFrom(...ROUTING_OBJECTIVES),
      lots: fc.integer({ min: 1, max: 30 }),
      protection: fc.boolean(),
    })
    .map(({ quotes, lots, protection, routingObjective }) =>
      inputOf({ routingObjective, quantity: quantity(lots * 100) }, quotes, protection),
    );
  const runs = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };

  it('costs no more than any other mode that fills as much', () => {
    fc.assert(
      fc.property(inputArb, fc.constantFrom('SWEEP', 'PRO_RATA'), (input, routingMode) => {
        const [best, other] = [planRoute(input), planRoute({ ...input, order: { ...input.order, routingMode } })];
        expect(best.unallocated).toBeLessThanOrEqual(other.unallocated);
        if (best.unallocated < other.unallocated) return;
        expect(costOf(takesOf(best), best, input)).toBeLessThanOrEqual(costOf(takesOf(other), other, input) + ROUNDING);
      }),
      runs,
    );
  });

  it('is not bettered by moving one lot from a venue to another (invariant 7)', () => {
    fc.assert(
      fc.property(inputArb, (input) => {
        const plan = planRoute(input);
        const cost = costOf(takesOf(plan), plan, input);
        for (const moved of lotMoves(plan)) {
          if (!isThrough(moved, plan, input))
            expect(costOf(moved, plan, input)).toBeGreaterThanOrEqual(cost - ROUNDING);
        }
      }),
      runs,
    );
  });
});

/** The order among equal costs is worth less than 10^-8 a unit, and impact is rounded once a venue: 3,000 units, five venues. */
const ROUNDING = 3_010;
const LOT = 100;
type Plan = ReturnType<typeof planRoute>;

function takesOf(plan: Plan): Map<string, number> {
  return new Map(plan.slices.map((slice) => [slice.venueId, slice.quantity]));
}

/** Every division that differs by one lot at another venue which has it. */
function lotMoves(plan: Plan): Map<string, number>[] {
  const takes = takesOf(plan);
  const others = plan.outcomes.flatMap(({ candidate }) => (candidate === null ? [] : [candidate]));
  return [...takes].flatMap(([from, count]) =>
    others.flatMap(({ snapshot: { venue }, displayed }) => {
      const given = (takes.get(venue.venueId) ?? 0) + LOT;
      if (count < LOT || venue.venueId === from || given > displayed) return [];
      return [new Map(takes).set(from, count - LOT).set(venue.venueId, given)];
    }),
  );
}

/** The objective's cost of a division, written down again from the specification, in 10^-8 of the currency. */
function costOf(takes: ReadonlyMap<string, number>, plan: Plan, { view }: PlanInput): number {
  const { bid, ask: offer } = view.nbbo;
  if (bid === null || offer === null) throw new Error('a two-sided market expected');
  const mid = Math.floor(((bid.price + offer.price) * 10_000) / 2);
  let cost = 0;
  for (const { candidate } of plan.outcomes) {
    const count = takes.get(candidate?.snapshot.venue.venueId ?? '') ?? 0;
    if (candidate === null || count === 0) continue;
    const impact = plan.weights.impact * impactBps(count, view) * informationFactor(candidate.snapshot);
    cost += count * (candidate.baseCostE8 + (impact * mid) / 10_000);
  }
  return cost;
}

/** Some better protected quote would be left standing. */
function isThrough(takes: ReadonlyMap<string, number>, plan: Plan, { settings }: PlanInput): boolean {
  if (!settings.protection) return false;
  const taken = plan.outcomes.flatMap(({ candidate }) => {
    const count = takes.get(candidate?.snapshot.venue.venueId ?? '') ?? 0;
    return candidate === null || count === 0 ? [] : [candidate.price as number];
  });
  const worst = Math.max(...taken);
  return plan.outcomes.some(
    ({ candidate }) =>
      candidate !== null &&
      candidate.price < worst &&
      (takes.get(candidate.snapshot.venue.venueId) ?? 0) < candidate.displayed,
  );
}

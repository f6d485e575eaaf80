import fc from 'fast-check';
import { expect, it } from 'vitest';
import { price, priceE8, quantity } from '../money/units.ts';
import { ROUTING_OBJECTIVES, SOURCINGS } from '../order/request.ts';
import { MODES } from '../routing/modes/registry.ts';
import { planRoute } from '../routing/plan.ts';
import type { PlanInput } from '../routing/plan-input.ts';
import { readRecord } from '../routing/record/read-record.ts';
import { recompute } from '../routing/record/recompute.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { storedRecordOf } from '../testing/records.ts';
import { ruleOf } from '../testing/rule.ts';
import { applyRules, NOTHING_USED } from './apply.ts';
import type { Rule, RuleSet } from './rule.ts';

const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };
const LIT = ['XNYS', 'ARCX', 'BATS', 'XNAS', 'IEXG'];
const BLIND = ['SGMT', 'UBSA', 'INTERNAL'];
const VENUES = [...LIT, ...BLIND];
const MODES_OF_RULES = [...MODES.keys()].filter((mode) => mode !== 'MANUAL');

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2 });
const venuesArb = fc.subarray(VENUES, { maxLength: 2 });
const constraintsArb = fc.record({
  maxFeeE8: some(fc.integer({ min: 100_000, max: 400_000 }).map(priceE8)),
  minFillRate: some(fc.constantFrom(0.1, 0.5)),
  maxLatencyMs: some(fc.constantFrom(0.5, 1.5)),
  maxImpactBps: some(fc.constantFrom(0.2, 1)),
});
const capArb = fc.record({
  venueId: fc.constantFrom(...VENUES),
  maxQuantityE8: some(fc.bigInt({ min: 1n, max: 200_000_000_000n })),
  maxSharePpm: some(fc.integer({ min: 1, max: 1_000_000 })),
});

const ruleArb: fc.Arbitrary<Rule> = fc
  .record({
    isEnabled: fc.constantFrom(true, true, false),
    instrumentPattern: fc.constantFrom('*', 'A*', 'MSFT'),
    minSizeE8: some(fc.constantFrom(10_000_000_000n, 100_000_000_000n)),
    effects: fc.record({
      venuePreferences: venuesArb,
      excludeVenues: venuesArb,
      venueCaps: fc.uniqueArray(capArb, { maxLength: 3, selector: (cap) => cap.venueId }),
      maxVenueSplit: some(fc.integer({ min: 1, max: 4 })),
      objective: some(fc.constantFrom(...ROUTING_OBJECTIVES)),
      mode: some(fc.constantFrom(...MODES_OF_RULES)),
      sourcing: some(fc.constantFrom(...SOURCINGS)),
      urgency: some(fc.double({ min: 0, max: 1, noNaN: true })),
      constraints: some(constraintsArb),
    }),
  })
  .map(({ isEnabled, instrumentPattern, minSizeE8, effects }) =>
    ruleOf({ isEnabled, match: { instrumentPattern, minSizeE8 }, effects }),
  );

const setArb: fc.Arbitrary<RuleSet> = fc.array(ruleArb, { maxLength: 5 }).map((rules) => ({
  version: 'rules-1',
  rules: rules.map((rule, index) => ({ ...rule, name: `rule ${index}`, priority: index })),
}));

const quoteArb: fc.Arbitrary<QuoteOf> = fc.record({
  bid: fc.tuple(fc.integer({ min: 990, max: 1000 }), fc.constantFrom(0, 40, 100, 700)),
  ask: fc.tuple(fc.integer({ min: 1001, max: 1006 }), fc.constantFrom(0, 40, 100, 700)),
  fillRate: fc.double({ min: 0, max: 1, noNaN: true }),
  latencyUs: fc.integer({ min: 100, max: 2_000 }),
  deeper: fc.constantFrom([], [[1, 300]] as const),
});

/** A venue that displays nothing, and what is believed to be there. */
const blindArb: fc.Arbitrary<QuoteOf> = fc.record({
  believed: fc.constantFrom([], [[100, 0.8] as const, [500, 0.4] as const]),
});
const quotesArb = fc
  .tuple(...VENUES.map((venueId) => (LIT.includes(venueId) ? quoteArb : blindArb)))
  .map((quotes) => Object.fromEntries(quotes.map((quote, index) => [VENUES[index] ?? '', quote])));

const inputArb: fc.Arbitrary<PlanInput> = fc
  .record({
    quotes: quotesArb,
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    count: fc.integer({ min: 1, max: 2_500 }),
    limitCents: some(fc.integer({ min: 995, max: 1006 })),
    mode: fc.constantFrom(...MODES_OF_RULES),
    said: fc.subarray(['objective' as const, 'mode' as const, 'sourcing' as const]),
    timeInForce: fc.constantFrom('DAY' as const, 'IOC' as const, 'FOK' as const),
    excludeVenues: venuesArb,
    venuePreferences: venuesArb,
    protection: fc.boolean(),
  })
  .map(({ quotes, side, count, limitCents, mode, protection, ...rest }) => {
    const limitPrice = limitCents === null ? null : price(limitCents * 100);
    const orderType = limitPrice === null ? 'MARKET' : 'LIMIT';
    const order = orderOf({ ...rest, side, quantity: quantity(count), routingMode: mode, limitPrice, orderType });
    return { ...planInputOf(order, marketOf(quotes)), settings: { protection, urgency: 0.5, passiveHorizonMs: null } };
  });

const always = (check: (input: PlanInput, set: RuleSet) => void) =>
  fc.assert(fc.property(inputArb, setArb, check), RUNS);

const holdingRules = (input: PlanInput, { rules }: RuleSet) =>
  rules.filter(
    ({ isEnabled, match }) =>
      isEnabled &&
      match.instrumentPattern !== 'MSFT' &&
      (match.minSizeE8 === null || BigInt(input.order.quantity) * 100_000_000n >= match.minSizeE8),
  );

it('a venue that a rule excludes is never sent to, nor one that the order excludes', () => {
  always((input, set) => {
    const plan = planRoute(applyRules(input, set, NOTHING_USED));
    const excluded = holdingRules(input, set).flatMap((rule) => rule.effects.excludeVenues);
    for (const { venueId } of plan.slices) expect([...excluded, ...input.order.excludeVenues]).not.toContain(venueId);
  });
});

it('a capped venue never gets more than the smallest cap on it, taking and resting together', () => {
  always((input, set) => {
    const plan = planRoute(applyRules(input, set, NOTHING_USED));
    const whole = BigInt(input.order.quantity);
    for (const { venueId, maxQuantityE8, maxSharePpm } of holdingRules(input, set).flatMap(
      (rule) => rule.effects.venueCaps,
    )) {
      const given = plan.slices.filter((slice) => slice.venueId === venueId);
      const sum = BigInt(given.reduce((total, slice) => total + slice.quantity, 0));
      if (maxQuantityE8 !== null) expect(sum * 100_000_000n <= maxQuantityE8).toBe(true);
      if (maxSharePpm !== null) expect(sum * 1_000_000n <= whole * BigInt(maxSharePpm)).toBe(true);
    }
  });
});

it('no more venues are used than the strictest rule allows', () => {
  always((input, set) => {
    const plan = planRoute(applyRules(input, set, NOTHING_USED));
    const used = new Set(plan.slices.map((slice) => slice.venueId)).size;
    for (const { effects } of holdingRules(input, set)) expect(used).toBeLessThanOrEqual(effects.maxVenueSplit ?? used);
  });
});

it('applying rules twice is applying them once', () => {
  always((input, set) => {
    const once = applyRules(input, set, NOTHING_USED);
    expect(applyRules(once, set, NOTHING_USED)).toEqual({ ...once, rulesApplied: expect.any(Array) });
  });
});

it('what the order said itself stands, and its numbers are never touched', () => {
  always((input, set) => {
    const { order } = input;
    const ruled = applyRules(input, set, NOTHING_USED).order;
    if (order.said.includes('objective')) expect(ruled.routingObjective).toBe(order.routingObjective);
    if (order.said.includes('mode')) expect(ruled.routingMode).toBe(order.routingMode);
    if (order.said.includes('sourcing')) expect(ruled.sourcing).toBe(order.sourcing);
    const numbers = ({ side, quantity: count, limitPrice, orderType, timeInForce }: typeof order) => [
      side,
      count,
      limitPrice,
      orderType,
      timeInForce,
    ];
    expect(numbers(ruled)).toEqual(numbers(order));
  });
});

it('a decision under rules names its version and its rules, and is recomputed from its record to the same bytes', () => {
  always((input, set) => {
    const ruled = applyRules(input, set, NOTHING_USED);
    const stored = storedRecordOf(ruled, planRoute(ruled));
    const { input: read } = readRecord(stored.record, stored.parts, stored.order);
    expect([read.rulesVersion, read.rulesApplied]).toEqual(['rules-1', ruled.rulesApplied]);
    expect(recompute(stored)).toBe(stored.record);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import { ROUTING_OBJECTIVES, type ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { planRoute } from './plan.ts';

const ask = (cents: number, size: number, more: QuoteOf = {}): QuoteOf => ({
  bid: [cents - 5, 100],
  ask: [cents, size],
  ...more,
});
const said = (order: Partial<ValidOrder>, quotes: Record<string, QuoteOf>) =>
  planRoute(planInputOf(orderOf(order), marketOf(quotes))).rationale;

describe('the reason that a rationale gives', () => {
  it('is the price where the price made the difference', () => {
    expect(said({}, { XNYS: ask(1001, 200), ARCX: ask(1002, 200) })).toContain(
      'XNYS comes before ARCX, the next choice, mostly by its price (',
    );
  });

  it('is the fee where prices are equal and fees are not', () => {
    expect(said({ routingObjective: 'LOWEST_COST' }, { XNYS: ask(1001, 200), EDGA: ask(1001, 200) })).toContain(
      'EDGA comes before XNYS, the next choice, mostly by its fee (',
    );
  });

  it('is the speed for the fastest execution', () => {
    const quotes = { XNYS: ask(1001, 200, { latencyUs: 900 }), ARCX: ask(1001, 200, { latencyUs: 200 }) };
    expect(said({ routingObjective: 'FASTEST_EXECUTION' }, quotes)).toContain('mostly by its speed (');
  });

  it('is none where both cost the same', () => {
    const same = { XNYS: ask(1001, 300), ARCX: ask(1001, 200) };
    expect(said({}, same)).toContain(
      'ARCX, the next choice, would cost the same as XNYS, and XNYS comes first by its larger displayed size.',
    );
  });

  it('names venues with a better price that may not be used, and why', () => {
    const quotes = {
      XNYS: ask(1001, 200, { venue: { protectedQuote: false }, circuit: 'OPEN' }),
      ARCX: ask(1002, 200),
    };
    expect(said({}, quotes)).toContain(
      'Better prices are shown at XNYS (the circuit breaker of the venue is open), which may not be used.',
    );
  });

  it('is the largest weighted difference of the recorded terms, for any market and objective', () => {
    const quoteArb = fc
      .tuple(
        fc.integer({ min: 1000, max: 1004 }),
        fc.integer({ min: 100, max: 3_000 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
      )
      .map(([cents, latencyUs, fillRate]) => ask(cents, 500, { latencyUs, fillRate }));
    const marketArb = fc.record({ XNYS: quoteArb, ARCX: quoteArb, EDGA: quoteArb, IEXG: quoteArb, BATY: quoteArb });
    fc.assert(
      fc.property(
        marketArb,
        fc.constantFrom(...ROUTING_OBJECTIVES),
        fc.integer({ min: 1, max: 20 }),
        (quotes, objective, lots) => {
          const order = orderOf({ routingObjective: objective, quantity: quantity(lots * 10) });
          const input = planInputOf(order, marketOf(quotes));
          const record = planRoute(input);
          const found = /(\w+) comes before (\w+), the next choice, mostly by its ([a-z ]+) \(/.exec(record.rationale);
          if (found === null) return;
          const terms = (venueId: string | undefined) =>
            record.outcomes.find((outcome) => outcome.venueId === venueId)?.terms ?? null;
          const [ours, theirs] = [terms(found[1]), terms(found[2])];
          if (ours === null || theirs === null) throw new Error('terms expected');
          const difference = new Map([
            ['price', record.weights.spread * (theirs.spreadBps - ours.spreadBps)],
            ['fee', record.weights.fee * (theirs.feeBps - ours.feeBps)],
            ['chance of a fill', record.weights.fade * (theirs.fadeBps - ours.fadeBps)],
            ['speed', record.weights.delay * (theirs.delayBps - ours.delayBps)],
            ['small impact', record.weights.impact * (theirs.impactBps - ours.impactBps)],
          ]);
          expect(difference.get(found[3] ?? '')).toBeCloseTo(Math.max(...difference.values()), 4);
        },
      ),
      { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divisionProblem } from '../../testing/division-problem.ts';
import { exhaustiveDivision, isAllowed } from '../../testing/exhaustive-division.ts';
import type { Problem, Source, StandingQuote } from './problem.ts';
import { planCostE8, solve } from './solve.ts';

/** Property runs: 500 in the tests, more with FAIRLEAD_PROPERTY_RUNS in the long mode. */
const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 500) };

const offersArb = fc
  .array(fc.record({ rise: fc.nat(4), worse: fc.nat(1), quantity: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((offers) => fc.record({ offers: fc.constant(offers), from: fc.integer({ min: -5, max: 9 }), at: fc.nat(2) }))
  .map(({ offers, from, at }) => {
    let [costE8, price] = [from, at];
    return offers.map(({ rise, worse, quantity }) => {
      costE8 += rise;
      price += worse;
      return { costE8, price, quantity };
    });
  });

const sourceArb = (steps: readonly number[], impact: boolean): fc.Arbitrary<Source> =>
  fc.record({
    offers: offersArb,
    step: fc.constantFrom(...steps),
    least: fc.constantFrom(0, 0, 1, 2, 4),
    most: fc.constantFrom(Number.POSITIVE_INFINITY, 3, 6),
    fixedE8: fc.constantFrom(0, 0, 3, 11),
    impactE8: impact ? fc.constantFrom(0, 7, 20) : fc.constant(0),
  });

const quotesArb = (sources: readonly Source[]): fc.Arbitrary<StandingQuote[]> =>
  fc
    .array(
      fc.nat(sources.length - 1).map((place) => {
        const first = sources[place]?.offers[0];
        return { source: place, price: first?.price ?? 0, quantity: first?.quantity ?? 1 };
      }),
      { maxLength: 3 },
    )
    .chain((quotes) =>
      fc
        .boolean()
        .map((unreachable) =>
          (unreachable ? quotes.map((quote, i) => (i === 0 ? { ...quote, source: null } : quote)) : quotes).sort(
            (a, b) => a.price - b.price,
          ),
        ),
    );

const problemArb = (impact: boolean): fc.Arbitrary<Problem> =>
  fc
    .constantFrom([1], [2], [1, 3], [2, 4], [1, 2])
    .chain((steps) => fc.array(sourceArb(steps, impact), { minLength: 1, maxLength: 4 }))
    .chain((sources) =>
      fc.record({
        quantity: fc.integer({ min: 1, max: 14 }),
        sources: fc.constant(sources),
        maxSources: fc.constantFrom(1, 2, 3, 9),
        impactScale: fc.constant(10),
        protectedQuotes: fc.boolean().chain((on) => (on ? quotesArb(sources) : fc.constant<StandingQuote[]>([]))),
      }),
    );

/** Markets of the size that is traded on, of every kind. */
const marketArb: fc.Arbitrary<Problem> = fc
  .record({
    draws: fc.infiniteStream(fc.nat(1_000_000)),
    sources: fc.integer({ min: 1, max: 12 }),
    levels: fc.integer({ min: 1, max: 6 }),
    steps: fc.constantFrom([1], [100], [1, 100]),
    maxSources: fc.constantFrom(3, 24),
    fixed: fc.boolean(),
    bounds: fc.boolean(),
    impact: fc.boolean(),
    protection: fc.boolean(),
  })
  .map(({ draws, ...kind }) => {
    const below = (count: number) => Number(draws.next().value) % count;
    return divisionProblem(below, { ...kind, parts: 3, lots: 5 });
  });

describe('every division', () => {
  it('is as full and as cheap as the best of all that there are, and keeps every bound', () => {
    fc.assert(
      fc.property(problemArb(false), (problem) => {
        const solution = solve(problem);
        const { filled, costE8 } = exhaustiveDivision(problem);
        expect(isAllowed(problem, solution.takes)).toBe(true);
        expect(solution).toMatchObject({ unallocated: problem.quantity - filled, costE8, proof: 'EXACT', gapE8: 0 });
        expect(sumOf(solution.takes) + solution.unallocated).toBe(problem.quantity);
        expect(planCostE8(problem, solution.takes)).toBe(costE8);
      }),
      RUNS,
    );
  });

  it('is so with impact too, to within the rounding of each source', () => {
    fc.assert(
      fc.property(problemArb(true), (problem) => {
        const solution = solve(problem);
        const { filled, costE8 } = exhaustiveDivision(problem);
        expect(isAllowed(problem, solution.takes)).toBe(true);
        expect(sumOf(solution.takes)).toBe(filled);
        expect(Number(solution.costE8 - costE8)).toBeLessThanOrEqual(problem.sources.length);
      }),
      RUNS,
    );
  });

  it('is not improved by moving a lot from one source to another (invariant 7)', () => {
    fc.assert(
      fc.property(marketArb, (problem) => {
        const { takes, costE8, proof } = solve(problem);
        fc.pre(proof === 'EXACT');
        for (const [from, giver] of problem.sources.entries())
          for (const [to, taker] of problem.sources.entries()) {
            const lot = Math.max(giver.step, taker.step);
            const moved = takes.map((units, place) => units + (place === to ? lot : 0) - (place === from ? lot : 0));
            if (from === to || (takes[from] ?? 0) < lot || !isAllowed(problem, moved)) continue;
            // Two sources' impact is rounded on either side.
            expect(Number(costE8 - planCostE8(problem, moved))).toBeLessThanOrEqual(isBent(problem) ? 2 : 0);
          }
      }),
      RUNS,
    );
  });

  it('gives a source that is better in every term no less (invariant 5)', () => {
    fc.assert(
      fc.property(problemArb(true), fc.nat(3), fc.nat(4), (problem, which, at) => {
        const place = which % problem.sources.length;
        const worse = problem.sources[place];
        fc.pre(worse !== undefined && problem.protectedQuotes.length === 0);
        const better = betterThan(worse);
        const sources = [...problem.sources.slice(0, at), better, ...problem.sources.slice(at)];
        const { takes } = solve({ ...problem, sources });
        expect(takes[sources.indexOf(better)]).toBeGreaterThanOrEqual(takes[sources.indexOf(worse)] ?? 0);
      }),
      RUNS,
    );
  });

  it('is the same every time (invariant 4)', () => {
    fc.assert(
      fc.property(marketArb, (problem) => {
        expect(solve(structuredClone(problem))).toEqual(solve(problem));
      }),
      RUNS,
    );
  });
});

function sumOf(takes: readonly number[]): number {
  return takes.reduce((sum, units) => sum + units, 0);
}

function isBent({ sources }: Problem): boolean {
  return sources.some((source) => source.impactE8 > 0);
}

/** Cheaper throughout and with more of it. The minimum stays: a smaller one would let it take what the other one cannot. */
function betterThan(source: Source): Source {
  return {
    ...source,
    offers: source.offers.map((offer) => ({ ...offer, costE8: offer.costE8 - 1, quantity: offer.quantity + 1 })),
    fixedE8: Math.max(0, source.fixedE8 - 1),
    impactE8: Math.max(0, source.impactE8 - 1),
  };
}

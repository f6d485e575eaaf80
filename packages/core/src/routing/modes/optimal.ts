import { sideSign } from '../../order/side.ts';
import { type Candidate, levelsByVenue } from '../candidate.ts';
import { informationFactor } from '../impact.ts';
import type { Problem, Source, StandingQuote } from '../optimal/problem.ts';
import { solve } from '../optimal/solve.ts';
import type { Allocation, AllocationInput } from './mode.ts';
import { allocationOf, give, isTakenWhole, makingLevels, newWalk, type Walk } from './walk.ts';

/** Costs go to the solver in 64ths of 10^-8, which leaves room for the objective's order among candidates that cost the same. */
const TIE_STEPS = 64;

/**
 * Divides at the least expected cost of the objective over all venues together: as much as can be filled, and that as cheaply as lots,
 * minimums, maximums, the number of venues, fixed charges and the protection of better quotes allow (`solve`). Where a sweep goes by the cost
 * of a unit, this weighs whole divisions: the impact that grows with a slice, a charge that is paid once. Candidates that cost the same are
 * taken in the objective's order, as a sweep takes them: that order is worth less than 10^-8 a unit.
 */
export function optimal(input: AllocationInput): Allocation {
  const venues = [...levelsByVenue(input.candidates)];
  const walk = newWalk(input);
  if (input.quantity === 0) return allocationOf(walk);
  const solution = solve(problemOf(venues, walk));
  for (const [place, [venueId]] of venues.entries()) {
    const count = solution.takes[place] ?? 0;
    if (count > 0) give(walk, venueId, count);
  }
  return { ...allocationOf(walk), proof: { kind: solution.proof, gapE8: Math.ceil(solution.gapE8 / TIE_STEPS) } };
}

type VenueLevels = readonly [venueId: string, levels: readonly Candidate[]];

function problemOf(venues: readonly VenueLevels[], walk: Walk): Problem {
  const { input } = walk;
  const sign = sideSign(input.side);
  const places = new Map(venues.map(([venueId], place) => [venueId, place]));
  return {
    quantity: input.quantity,
    sources: venues.map(([, levels]) => sourceOf(levels, input)),
    maxSources: input.maxVenues,
    impactScale: input.impact.scale,
    protectedQuotes: input.protectedQuotes.map((quote): StandingQuote => {
      const place = places.get(quote.venueId) ?? null;
      const making = makingLevels(place === null ? [] : (venues[place]?.[1] ?? []), quote, input.side);
      const most = making.reduce((sum, level) => sum + level.most, 0);
      const isWhole = isTakenWhole(making, quote, most);
      return { source: isWhole ? place : null, price: quote.price * sign, quantity: quote.displayed };
    }),
  };
}

function sourceOf(levels: readonly Candidate[], input: AllocationInput): Source {
  const [first] = levels;
  if (first === undefined) throw new Error('a venue without a level');
  const { venue } = first.snapshot;
  const sign = sideSign(input.side);
  let [most, dearest] = [0, Number.NEGATIVE_INFINITY];
  const offers = levels.map((level) => {
    most += level.most;
    // Rounding must not make a deeper level look cheaper than one before it.
    dearest = Math.max(dearest, level.baseCostE8 * TIE_STEPS + Math.min(level.tie, TIE_STEPS - 1));
    return { costE8: dearest, quantity: level.displayed, price: level.price * sign };
  });
  return {
    offers,
    step: venue.acceptsOddLots ? 1 : input.roundLot,
    least: venue.minOrderQuantity,
    most,
    fixedE8: Number(venue.fees.fixedPerOrderE8) * input.impact.unitsPerOne * TIE_STEPS,
    impactE8: input.impact.perUnitE8 * informationFactor(first.snapshot) * TIE_STEPS,
  };
}

import { type Candidate, levelsByVenue } from './candidate.ts';
import { costTerms, type Priced, weightedBps } from './cost.ts';
import { divide } from './division.ts';
import { expectedQuality } from './expected-quality.ts';
import { passivePart } from './passive-part.ts';
import { pegSlice } from './peg.ts';
import type { PlanInput } from './plan-input.ts';
import { rationale } from './rationale.ts';
import type { CandidateOutcome, Division, RoutePlan, Slice } from './route-plan.ts';
import { passiveSlices, postSlice, takeSlices } from './slice.ts';
import { averageOf, type VenueTake } from './venue-take.ts';
import { whyPassedOver } from './why-passed-over.ts';

/**
 * Plans one wave: splits off what may rest for a better price, finds the candidates, ranks them by the objective, divides the quantity by the
 * mode, and rests what remains of a DAY or GTC limit order; a midpoint peg goes whole to one venue. A pure function: same input, same plan, on
 * any machine.
 */
export function planRoute(input: PlanInput): RoutePlan {
  const passive = passivePart(input);
  const division = divide(passive === null ? input : { ...input, quantity: passive.take });
  const takes = takeSlices(division, input);
  const planned = [...takes, ...passiveSlices(passive?.posts ?? [], input, takes.length)];
  const isPeg = input.order.orderType === 'MIDPOINT_PEG';
  const post = isPeg ? pegSlice(input) : postSlice(division, input, planned.length);
  const slices = post.slice === null ? planned : [...planned, post.slice];
  const outcomes = outcomesOf(division, input, slices);
  const expected = expectedQuality(slices, outcomes, input);
  const body = {
    slices,
    unallocated: post.unallocated,
    unallocatedCode: post.code,
    unallocatedBlocker: post.code === 'PROTECTED_QUOTE_UNREACHABLE' ? division.left.blockedBy : null,
    outcomes,
    weights: division.weights,
    stage: division.stage,
    proof: division.allocation.proof,
    expected,
  };
  return { ...body, rationale: rationale(body, division.strategy, input) };
}

function outcomesOf(division: Division, input: PlanInput, slices: readonly Slice[]): CandidateOutcome[] {
  const given = new Map<string, number>();
  for (const slice of slices) given.set(slice.venueId, (given.get(slice.venueId) ?? 0) + slice.quantity);
  const levels = levelsByVenue(division.asked.candidates);
  const takes = new Map(division.takes.map((take) => [take.snapshot.venue.venueId, take]));
  return input.view.venues.map(({ venue: { venueId } }) => {
    const count = given.get(venueId) ?? 0;
    const candidates = levels.get(venueId);
    if (candidates === undefined) return leftOut(division, venueId, count);
    return candidateOutcome(division, input, { candidates, take: takes.get(venueId), count });
  });
}

/** A venue that may not take; it can still have been given the resting part. */
function leftOut(division: Division, venueId: string, count: number): CandidateOutcome {
  const isChosen = count > 0;
  const passedOver = isChosen ? null : (division.excluded.get(venueId) ?? null);
  return {
    venueId,
    status: isChosen ? 'chosen' : 'excluded',
    code: passedOver?.code ?? null,
    blockedBy: passedOver?.blockedBy ?? null,
    rankedBy: passedOver?.rankedBy ?? null,
    candidate: null,
    terms: null,
    weightedBps: null,
    quantity: count,
  };
}

function candidateOutcome(
  division: Division,
  input: PlanInput,
  { candidates, take, count }: { candidates: readonly Candidate[]; take: VenueTake | undefined; count: number },
): CandidateOutcome {
  const [best] = candidates;
  if (best === undefined) throw new Error('a venue without a level');
  const isChosen = count > 0;
  // A venue where a part only rests is not taken at, so that no cost of taking there is said.
  const priced = take === undefined ? (isChosen ? null : best) : averaged(take);
  const size = take?.quantity ?? Math.min(best.displayed, input.quantity);
  const terms = priced === null ? null : costTerms(priced, size, input);
  const passedOver = isChosen ? null : whyPassedOver(candidates, division);
  return {
    venueId: best.snapshot.venue.venueId,
    status: isChosen ? 'chosen' : 'considered',
    code: passedOver?.code ?? null,
    blockedBy: passedOver?.blockedBy ?? null,
    rankedBy: passedOver?.rankedBy ?? null,
    candidate: best,
    terms,
    weightedBps: terms === null ? null : weightedBps(terms, division.weights),
    quantity: count,
  };
}

/** A take as one candidate: its costs averaged over the levels. */
function averaged(take: VenueTake): Priced {
  return {
    snapshot: take.snapshot,
    allInCostE8: averageOf(take, (each) => each.allInCostE8),
    feeE8: averageOf(take, (each) => each.feeE8),
    leftE8: averageOf(take, (each) => each.leftE8),
    fillRate: averageOf(take, (each) => each.fillRate),
  };
}

import { type Candidate, toCandidate } from './candidate.ts';
import { costTerms, weightedBps } from './cost.ts';
import type { ExclusionCode } from './exclusion-code.ts';
import { expectedQuality } from './expected-quality.ts';
import { fillOrKill } from './modes/fill-or-kill.ts';
import type { Allocation, AllocationInput } from './modes/mode.ts';
import { MODES } from './modes/registry.ts';
import { OBJECTIVES } from './objectives/registry.ts';
import type { PlanInput } from './plan-input.ts';
import { priceCandidates } from './price-candidates.ts';
import { protectedQuotes } from './protection.ts';
import { rationale } from './rationale.ts';
import type { CandidateOutcome, Division, RoutePlan, Slice } from './route-plan.ts';
import { postSlice, takeSlices } from './slice.ts';

/**
 * Plans one wave: finds the candidates, ranks them by the objective, divides the quantity by the mode, and rests what remains of a DAY
 * limit order. A pure function: same input, same plan, on any machine. Throws for an objective that validation lets through without a
 * strategy, which is a programmer's error.
 */
export function planRoute(input: PlanInput): RoutePlan {
  const division = divide(input);
  const takes = takeSlices(division, input);
  const post = postSlice(division, input, takes.length);
  const slices = post.slice === null ? takes : [...takes, post.slice];
  const outcomes = outcomesOf(division, input, slices);
  const expected = expectedQuality(slices, outcomes, input);
  const body = {
    slices,
    unallocated: post.unallocated,
    unallocatedCode: post.code,
    outcomes,
    weights: division.weights,
    expected,
  };
  return { ...body, rationale: rationale(body, division.strategy, input) };
}

function divide(input: PlanInput): Division {
  const strategy = OBJECTIVES.get(input.order.routingObjective);
  if (strategy === undefined) throw new Error(`no strategy for ${input.order.routingObjective}`);
  const candidates: Candidate[] = [];
  const excluded = new Map<string, ExclusionCode>();
  for (const snapshot of input.view.venues) {
    const found = toCandidate(snapshot, input);
    if (found.ok) candidates.push(found.value);
    else excluded.set(snapshot.venue.venueId, found.error);
  }
  const weights = strategy.weights(input);
  priceCandidates(candidates, input, { strategy, weights });
  const allocation = allocate(candidates, input);
  const isOutside = candidates.length === 0 && [...excluded.values()].includes('OUTSIDE_LIMIT');
  const named = isOutside ? { ...allocation, unallocatedCode: 'NOTHING_WITHIN_LIMIT' as const } : allocation;
  return { strategy, weights, candidates, excluded, allocation: named };
}

function allocate(candidates: readonly Candidate[], input: PlanInput): Allocation {
  const { order, view, settings } = input;
  const allocation: AllocationInput = {
    side: order.side,
    quantity: input.quantity,
    roundLot: view.instrument.roundLot,
    maxVenues: order.maxVenueSplit ?? view.venues.length,
    candidates,
    protectedQuotes: settings.protection ? protectedQuotes(view, order.side) : [],
    triedVenues: input.triedVenues,
    manualAllocations: order.manualAllocations,
  };
  if (order.timeInForce === 'FOK') return fillOrKill(allocation);
  const mode = MODES.get(order.routingMode);
  if (mode === undefined) throw new Error(`no allocation for ${order.routingMode}`);
  return mode(allocation);
}

function outcomesOf(division: Division, input: PlanInput, slices: readonly Slice[]): CandidateOutcome[] {
  const given = new Map<string, number>();
  for (const slice of slices) given.set(slice.venueId, (given.get(slice.venueId) ?? 0) + slice.quantity);
  const places = new Map<string, number>();
  for (const [place, { snapshot }] of division.candidates.entries()) places.set(snapshot.venue.venueId, place);
  return input.view.venues.map(({ venue: { venueId } }) => {
    const count = given.get(venueId) ?? 0;
    const place = places.get(venueId);
    return place === undefined
      ? leftOut(division, venueId, count)
      : candidateOutcome(division, input, { place, count });
  });
}

/** A venue that may not take; it can still have been given the resting part. */
function leftOut(division: Division, venueId: string, count: number): CandidateOutcome {
  const isChosen = count > 0;
  return {
    venueId,
    status: isChosen ? 'chosen' : 'excluded',
    code: isChosen ? null : (division.excluded.get(venueId) ?? null),
    candidate: null,
    terms: null,
    weightedBps: null,
    quantity: count,
  };
}

function candidateOutcome(
  division: Division,
  input: PlanInput,
  { place, count }: { place: number; count: number },
): CandidateOutcome {
  const candidate = division.candidates[place];
  if (candidate === undefined) throw new Error(`no candidate at ${place}`);
  const { venueId } = candidate.snapshot.venue;
  const taken = division.allocation.takes.get(venueId);
  const terms = costTerms(candidate, taken ?? Math.min(candidate.displayed, input.quantity), input);
  const isChosen = count > 0;
  return {
    venueId,
    status: isChosen ? 'chosen' : 'considered',
    code: isChosen ? null : (division.allocation.codes.get(venueId) ?? null),
    candidate,
    terms,
    weightedBps: weightedBps(terms, division.weights),
    quantity: count,
  };
}

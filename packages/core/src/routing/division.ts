import { type BlindPlace, blindCandidates, blindPlace, isBlind } from './blind.ts';
import { type Candidate, displayedCandidates } from './candidate.ts';
import type { ExclusionCode } from './exclusion-code.ts';
import { fillOrKill } from './modes/fill-or-kill.ts';
import type { Allocation, AllocationInput } from './modes/mode.ts';
import { MODES } from './modes/registry.ts';
import { sweep } from './modes/sweep.ts';
import type { CostWeights, ObjectiveStrategy } from './objectives/objective.ts';
import { OBJECTIVES } from './objectives/registry.ts';
import { pegDivision } from './peg.ts';
import type { PlanInput } from './plan-input.ts';
import { priceCandidates } from './price-candidates.ts';
import { protectedQuotes } from './protection.ts';
import type { Division } from './route-plan.ts';
import { sliceImpact } from './slice-impact.ts';
import { sourcingStage, stageFault } from './sourcing.ts';
import type { SourcingStage } from './sourcing-stage.ts';
import { venueTakes } from './venue-take.ts';

/**
 * Finds the candidates of the order's sourcing, ranks them by its objective and divides the quantity by its mode. A stage that asks nobody in
 * the end is passed over. Throws for an objective or a mode that validation lets through without a strategy, which is a programmer's error.
 */
export function divide(input: PlanInput): Division {
  if (input.order.orderType === 'MIDPOINT_PEG') return pegDivision(input, strategyOf(input));
  const stage = sourcingStage(input);
  const division = divideAt(stage, input);
  return stage === 'ALL' || division.takes.length > 0 ? division : divideAt('ALL', input);
}

function divideAt(stage: SourcingStage, input: PlanInput): Division {
  const strategy = strategyOf(input);
  const { candidates, excluded } = findCandidates(stage, input);
  const weights = strategy.weights(input);
  priceCandidates(candidates, input, { strategy, weights });
  const allocation = named(allocate(candidates, input, { stage, weights }), { candidates, excluded, stage });
  const takes = venueTakes(candidates, allocation.takes);
  return { strategy, weights, candidates, excluded, allocation, takes, stage };
}

function strategyOf({ order }: PlanInput): ObjectiveStrategy {
  const strategy = OBJECTIVES.get(order.routingObjective);
  if (strategy === undefined) throw new Error(`no strategy for ${order.routingObjective}`);
  return strategy;
}

interface Found {
  readonly candidates: Candidate[];
  readonly excluded: Map<string, ExclusionCode>;
}

function findCandidates(stage: SourcingStage, input: PlanInput): Found {
  const found: Found = { candidates: [], excluded: new Map() };
  const places: BlindPlace[] = [];
  for (const snapshot of input.view.venues) {
    const { venueId } = snapshot.venue;
    const later = stage === 'ALL' ? null : stageFault(snapshot, stage, input);
    if (later !== null) found.excluded.set(venueId, later);
    else if (isBlind(snapshot)) {
      const place = blindPlace(snapshot, input, stage);
      if (place.ok) places.push(place.value);
      else found.excluded.set(venueId, place.error);
    } else {
      const levels = displayedCandidates(snapshot, input);
      if (levels.ok) found.candidates.push(...levels.value);
      else found.excluded.set(venueId, levels.error);
    }
  }
  addBlind(found, places, { stage, input });
  return found;
}

function addBlind(
  { candidates, excluded }: Found,
  places: readonly BlindPlace[],
  { stage, input }: { stage: SourcingStage; input: PlanInput },
): void {
  if (places.length === 0) return;
  const found = blindCandidates(places, input, stage);
  for (const [index, { snapshot }] of places.entries()) {
    const candidate = found[index];
    if (candidate?.ok) candidates.push(candidate.value);
    else excluded.set(snapshot.venue.venueId, candidate?.error ?? 'LITTLE_HIDDEN');
  }
}

function allocate(
  candidates: readonly Candidate[],
  input: PlanInput,
  { stage, weights }: { stage: SourcingStage; weights: CostWeights },
): Allocation {
  const { order, view, settings } = input;
  const allocation: AllocationInput = {
    side: order.side,
    quantity: input.quantity,
    roundLot: view.instrument.roundLot,
    maxVenues: order.maxVenueSplit ?? view.venues.length,
    candidates,
    protectedQuotes: settings.protection ? protectedQuotes(view, order.side) : [],
    triedVenues: input.triedVenues,
    impact: sliceImpact(input, weights),
    manualAllocations: order.manualAllocations,
  };
  if (stage !== 'ALL') return sweep(allocation);
  if (order.timeInForce === 'FOK') return fillOrKill(allocation);
  const mode = MODES.get(order.routingMode);
  if (mode === undefined) throw new Error(`no allocation for ${order.routingMode}`);
  return mode(allocation);
}

/** The allocation with the nearest reason for what is left: others are asked later, or nothing was within the limit. */
function named(allocation: Allocation, at: Found & { stage: SourcingStage }): Allocation {
  if (allocation.unallocated === 0) return allocation;
  if (at.stage !== 'ALL') return { ...allocation, unallocatedCode: 'OTHER_VENUES_LATER' };
  const isOutside = at.candidates.length === 0 && [...at.excluded.values()].includes('OUTSIDE_LIMIT');
  return isOutside ? { ...allocation, unallocatedCode: 'NOTHING_WITHIN_LIMIT' } : allocation;
}

import { type BlindPlace, blindCandidates, blindPlace, isBlind } from './blind.ts';
import { type Candidate, displayedCandidates } from './candidate.ts';
import { fillOrKill } from './modes/fill-or-kill.ts';
import type { Allocate, AllocationInput } from './modes/mode.ts';
import { MODES } from './modes/registry.ts';
import { SEQUENCE } from './modes/sequential.ts';
import { sweep } from './modes/sweep.ts';
import type { CostWeights, ObjectiveStrategy } from './objectives/objective.ts';
import { OBJECTIVES } from './objectives/registry.ts';
import { type PassedOver, plainly } from './passed-over.ts';
import { pegDivision } from './peg.ts';
import type { PlanInput } from './plan-input.ts';
import { priceCandidates } from './price-candidates.ts';
import { protectedQuotes } from './protection.ts';
import { type Ranking, ranking } from './rank.ts';
import type { Division } from './route-plan.ts';
import type { Manner, Situation } from './situation.ts';
import { sliceImpact } from './slice-impact.ts';
import { sourcingStage, stageFault } from './sourcing.ts';
import type { SourcingStage } from './sourcing-stage.ts';
import { venueTakes } from './venue-take.ts';
import { type Left, whyLeft } from './why-left.ts';

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
  const asked = askedOf(candidates, input, weights);
  const manner = mannerOf(stage, input);
  const allocation = allocateBy(manner)(asked);
  const takes = venueTakes(candidates, allocation.takes);
  const situation: Situation = { manner, ranking: rankingOf(manner, strategy), asked, allocation, takes };
  return { ...situation, strategy, weights, excluded, stage, left: leftOf(situation, { stage, excluded, input }) };
}

function strategyOf({ order }: PlanInput): ObjectiveStrategy {
  const strategy = OBJECTIVES.get(order.routingObjective);
  if (strategy === undefined) throw new Error(`no strategy for ${order.routingObjective}`);
  return strategy;
}

/** A caller's own division goes by price: everything else of it is the caller's. */
const BY_PRICE = ranking('PRICE');
const NOTHING_LEFT: Left = { code: null, blockedBy: null };

interface Found {
  readonly candidates: Candidate[];
  readonly excluded: Map<string, PassedOver>;
}

function findCandidates(stage: SourcingStage, input: PlanInput): Found {
  const found: Found = { candidates: [], excluded: new Map() };
  const places: BlindPlace[] = [];
  for (const snapshot of input.view.venues) {
    const { venueId } = snapshot.venue;
    const later = stage === 'ALL' ? null : stageFault(snapshot, stage, input);
    if (later !== null) found.excluded.set(venueId, plainly(later));
    else if (isBlind(snapshot)) {
      const place = blindPlace(snapshot, input, stage);
      if (place.ok) places.push(place.value);
      else found.excluded.set(venueId, plainly(place.error));
    } else {
      const levels = displayedCandidates(snapshot, input);
      if (levels.ok) found.candidates.push(...levels.value);
      else found.excluded.set(venueId, plainly(levels.error));
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
    else excluded.set(snapshot.venue.venueId, plainly(candidate?.error ?? 'LITTLE_HIDDEN'));
  }
}

function askedOf(candidates: readonly Candidate[], input: PlanInput, weights: CostWeights): AllocationInput {
  const { order, view, settings } = input;
  return {
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
}

function mannerOf(stage: SourcingStage, { order }: PlanInput): Manner {
  if (stage !== 'ALL') return 'SWEEP';
  return order.timeInForce === 'FOK' ? 'FILL_OR_KILL' : order.routingMode;
}

function allocateBy(manner: Manner): Allocate {
  if (manner === 'FILL_OR_KILL') return fillOrKill;
  const mode = manner === 'SWEEP' ? sweep : MODES.get(manner);
  if (mode === undefined) throw new Error(`no allocation for ${manner}`);
  return mode;
}

/** By cost and the objective's ties, but where the order or its mode says otherwise. */
function rankingOf(manner: Manner, { ties }: ObjectiveStrategy): Ranking {
  if (manner === 'SEQUENTIAL') return SEQUENCE;
  return manner === 'MANUAL' ? BY_PRICE : ranking('COST', ...ties.keys);
}

/** Why something is left, by its nearest reason: others are asked later, nothing was within the limit, or what the division met. */
function leftOf(
  situation: Situation,
  { stage, excluded, input }: { stage: SourcingStage; excluded: ReadonlyMap<string, PassedOver>; input: PlanInput },
): Left {
  const { allocation, asked } = situation;
  if (allocation.unallocated === 0) return NOTHING_LEFT;
  if (stage !== 'ALL') return { code: 'OTHER_VENUES_LATER', blockedBy: null };
  const isOutside = [...excluded.values()].some(({ code }) => code === 'OUTSIDE_LIMIT');
  if (asked.candidates.length === 0 && isOutside) return { code: 'NOTHING_WITHIN_LIMIT', blockedBy: null };
  return whyLeft(situation, input);
}

import type { MoneyE8, Price, PriceE8, Quantity } from '../money/units.ts';
import type { Candidate } from './candidate.ts';
import type { CostTerms } from './cost.ts';
import type { ExclusionCode, UnallocatedCode } from './exclusion-code.ts';
import type { AllocationProof } from './modes/mode.ts';
import type { CostWeights, ObjectiveStrategy } from './objectives/objective.ts';
import type { OrderKind } from './order-kind.ts';
import type { PassedOver } from './passed-over.ts';
import type { ProtectedQuote } from './protection.ts';
import type { Situation } from './situation.ts';
import type { SourcingStage } from './sourcing-stage.ts';
import type { Left } from './why-left.ts';

/** One child order as planned. */
export interface Slice {
  readonly venueId: string;
  readonly quantity: Quantity;
  /** The worst price at which the venue may execute it: the worst level that it was planned against. */
  readonly limitPrice: Price;
  /** The average price over the levels that it was planned against, in 10^-8 per unit. */
  readonly expectedPriceE8: PriceE8;
  readonly kind: OrderKind;
  /** The venue executes at least this much or nothing, so that a blind order cannot be felt out by tiny fills; 0 is any size. */
  readonly minQuantity: Quantity;
  /** Fee for the whole slice if it fills as planned; negative is a rebate. */
  readonly expectedFeeE8: MoneyE8;
  /** Spread and fee per unit in basis points of the arrival mid. */
  readonly expectedCostBps: number;
  /** 0 to 1. */
  readonly expectedFillRate: number;
  readonly expectedFillTimeMs: number;
  /** How long it rests before what is left of it is taken, in milliseconds; null where it does not rest, or rests until it is done. */
  readonly restMs: number | null;
  /** 1 is sent first. */
  readonly routingPriority: number;
  readonly reason: string;
}

/** Whether a venue got a part, was weighed and got none, or could not get one. */
export const CANDIDATE_STATUSES = ['chosen', 'considered', 'excluded'] as const;

/** What became of one venue in the decision; its candidate is the best level of its book. */
export interface CandidateOutcome {
  readonly venueId: string;
  readonly status: (typeof CANDIDATE_STATUSES)[number];
  /** Why it got nothing, and what stopped it (`PassedOver`); null for chosen venues. */
  readonly code: ExclusionCode | null;
  readonly blockedBy: PassedOver['blockedBy'];
  readonly rankedBy: PassedOver['rankedBy'];
  readonly candidate: Candidate | null;
  /** What a unit of its slice counts, or would have counted; null where it may not take, and where it only rests. */
  readonly terms: CostTerms | null;
  readonly weightedBps: number | null;
  /** What it was given, in units of the instrument; 0 for the others. */
  readonly quantity: number;
}

/** The plan for one wave of one order. Slices and the unallocated rest add up to the routed quantity, exactly. */
export interface RoutePlan {
  readonly slices: readonly Slice[];
  readonly unallocated: Quantity;
  readonly unallocatedCode: UnallocatedCode | null;
  /** The protected quote that keeps the rest from being taken; null for every other code. */
  readonly unallocatedBlocker: ProtectedQuote | null;
  readonly outcomes: readonly CandidateOutcome[];
  readonly weights: CostWeights;
  /** Whom this wave asks; what it does not fill goes on to the others where it is not ALL. */
  readonly stage: SourcingStage;
  readonly proof: AllocationProof | null;
  readonly expected: ExpectedQuality;
  readonly rationale: string;
}

/** Candidates found and divided, before slices are made of them. */
export interface Division extends Situation {
  readonly strategy: ObjectiveStrategy;
  readonly weights: CostWeights;
  /** Venues that may not take, and why. */
  readonly excluded: ReadonlyMap<string, PassedOver>;
  readonly stage: SourcingStage;
  /** Why something is left; a null code where nothing is. */
  readonly left: Left;
}

/** What the plan is expected to bring at once; every field is null where nothing is sent to take, and so nothing is expected of it. */
export interface ExpectedQuality {
  /** Expected filled share of the routed quantity, 0 to 1. */
  readonly fillRate: number | null;
  /** Spread and fees per unit over what is expected to fill at once, in basis points of the arrival mid. */
  readonly costBps: number | null;
  /** The slowest taking slice. */
  readonly timeMs: number | null;
  readonly impactBps: number | null;
  /** 0 to 1: one less the half-width of the 95 % interval of the fill rates behind the plan. */
  readonly confidence: number | null;
}

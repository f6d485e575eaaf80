import type { Candidate } from '../candidate.ts';
import { ENGINE_VERSION, type PlanInput } from '../plan-input.ts';
import type { ProtectedQuote } from '../protection.ts';
import type { CandidateOutcome, RoutePlan } from '../route-plan.ts';

/** What a record refers to: SHA-256, 64 hex digits each. */
export interface RecordReferences {
  /** Of the text of the catalogue part, and of the belief part. */
  readonly catalogue: string;
  readonly belief: string;
  /** Of the request that the order came as. */
  readonly request: string;
}

/** What a record does not repeat of its order: it never changes in the order's life, and stands in its first event. */
export interface ReceivedOrder {
  readonly clientId: string;
  readonly orderId: string;
  readonly side: PlanInput['order']['side'];
  readonly timeInForce: PlanInput['order']['timeInForce'];
  readonly held: boolean;
  readonly directedVenue: string | null;
  readonly capacity: PlanInput['order']['capacity'];
}

type RecordedQuote = Pick<ProtectedQuote, 'venueId' | 'price'>;

/** What a record holds of a venue's candidacy. */
export interface RecordedOutcome
  extends Pick<CandidateOutcome, 'venueId' | 'status' | 'rankedBy' | 'terms' | 'weightedBps' | 'quantity'> {
  readonly code: string | null;
  readonly blockedBy: RecordedQuote | null;
  readonly candidate: Pick<Candidate, 'reach' | 'price' | 'displayed' | 'fillRate' | 'allInCostE8'> | null;
}

/** A plan as far as a record holds it; a plan that was just made is one. */
export interface RecordedPlan extends Omit<RoutePlan, 'outcomes' | 'unallocatedCode' | 'unallocatedBlocker'> {
  readonly unallocatedCode: string | null;
  readonly unallocatedBlocker: RecordedQuote | null;
  /** Row by row as in the view. */
  readonly outcomes: readonly RecordedOutcome[];
}

/** A decision with what it was made from: just made, or read back from its record. Both tell the same. */
export interface RecordedDecision {
  readonly input: PlanInput;
  readonly plan: RecordedPlan;
  /** The engine that made it. */
  readonly engine: string;
  /** How many steps of its cost terms make a basis point. */
  readonly termsPerBp: number;
  /** Null where it has no record of this form: it is of an older engine, or was only thought through. */
  readonly references: RecordReferences | null;
}

/** Cost terms of candidates are recorded, and told, in hundredths of a basis point. */
export const TERMS_PER_BP = 100;
/** Ratios, milliseconds and the expected costs of slices and plans in millionths: enough for any reader. Never money. */
export const MILLION = 1_000_000;

/** A decision that was just made. */
export function justDecided(
  input: PlanInput,
  plan: RoutePlan,
  references: RecordReferences | null = null,
): RecordedDecision {
  return { input, plan, engine: ENGINE_VERSION, termsPerBp: TERMS_PER_BP, references };
}

/** A number as it is told: the nearest of so many steps in one. Never a negative zero. */
export function toldAt(value: number, steps: number): number {
  return Math.round(value * steps) / steps + 0;
}

/** The same in millionths, or null. */
export function toldOrNull(value: number | null): number | null {
  return value === null ? null : toldAt(value, MILLION);
}

import { isResting } from './order-kind.ts';
import type { PlanInput } from './plan-input.ts';
import type { CandidateOutcome, ExpectedQuality, Slice } from './route-plan.ts';

/** How many child orders the prior of a venue's fill rate counts for. */
const PRIOR_OBSERVATIONS = 10;

const NOTHING_EXPECTED: ExpectedQuality = {
  fillRate: null,
  costBps: null,
  timeMs: null,
  impactBps: null,
  confidence: null,
};

/** Sums the slices up, weighted by quantity. Of a plan without taking slices nothing is expected at once. */
export function expectedQuality(
  slices: readonly Slice[],
  outcomes: readonly CandidateOutcome[],
  input: PlanInput,
): ExpectedQuality {
  const taking = slices.filter((slice) => !isResting(slice.kind));
  const total = taking.reduce((sum, slice) => sum + slice.quantity, 0);
  if (total === 0) return NOTHING_EXPECTED;
  const byVenue = new Map<string, CandidateOutcome>();
  for (const outcome of outcomes) if (outcome.quantity > 0) byVenue.set(outcome.venueId, outcome);
  const mean = (value: (slice: Slice, outcome: CandidateOutcome | undefined) => number) =>
    taking.reduce((sum, slice) => sum + slice.quantity * value(slice, byVenue.get(slice.venueId)), 0) / total;
  return {
    fillRate: (mean((slice) => slice.expectedFillRate) * total) / input.quantity,
    costBps: mean((slice) => slice.expectedCostBps),
    timeMs: taking.reduce((slowest, slice) => Math.max(slowest, slice.expectedFillTimeMs), 0),
    impactBps: mean((_, outcome) => outcome?.terms?.impactBps ?? 0),
    confidence: mean((_, outcome) => certainty(outcome)),
  };
}

function certainty(outcome: CandidateOutcome | undefined): number {
  const snapshot = outcome?.candidate?.snapshot;
  if (snapshot === undefined) return 0;
  const variance = (snapshot.fillRate * (1 - snapshot.fillRate)) / (snapshot.observations + PRIOR_OBSERVATIONS);
  return Math.max(0, 1 - 1.96 * Math.sqrt(variance));
}

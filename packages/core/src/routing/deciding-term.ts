import type { Candidate } from './candidate.ts';
import { type CostTerms, costTerms } from './cost.ts';
import { decidingConstraints } from './deciding-constraint.ts';
import type { CostWeights } from './objectives/objective.ts';
import { isResting } from './order-kind.ts';
import type { ReasonKey } from './passed-over.ts';
import type { PlanInput } from './plan-input.ts';
import type { CandidateOutcome, RoutePlan } from './route-plan.ts';

/** The cost terms, each with its weight and the words for it. */
const TERMS = [
  { weight: 'spread', term: 'spreadBps', words: 'price' },
  { weight: 'fee', term: 'feeBps', words: 'fee' },
  { weight: 'fade', term: 'fadeBps', words: 'chance of a fill' },
  { weight: 'delay', term: 'delayBps', words: 'speed' },
  { weight: 'impact', term: 'impactBps', words: 'small impact' },
] as const;

/** What set the first choice of a plan apart from the best venue that it passed over. */
export interface Deciding {
  readonly venueId: string;
  readonly otherId: string;
  /** The term that made the largest weighted difference; null where both cost the same and a tie was decided. */
  readonly words: (typeof TERMS)[number]['words'] | null;
  /** That term's weighted difference in basis points, and all terms' together. */
  readonly differenceBps: number;
  readonly totalBps: number;
  /** What decided a tie; null where it was not one. */
  readonly tieKey: ReasonKey | null;
}

/**
 * Compares the first slice that takes with the cheapest venue that was passed over because others were better, both for the same quantity.
 * Null where nobody was passed over for cost: a
 * sequence, a share and a caller's own division are not chosen by cost.
 */
export function decidingTerm(
  plan: Pick<RoutePlan, 'slices' | 'outcomes' | 'weights'>,
  input: PlanInput,
): Deciding | null {
  const { routingMode } = input.order;
  if (routingMode === 'SEQUENTIAL' || routingMode === 'MANUAL' || routingMode === 'PRO_RATA') return null;
  const first = plan.slices.find((slice) => !isResting(slice.kind));
  const chosen = plan.outcomes.find((outcome) => outcome.venueId === first?.venueId)?.candidate;
  const next = nextBest(plan.outcomes);
  if (chosen === undefined || chosen === null || next === null) return null;
  const { candidate: other, rankedBy } = next;
  // A constraint decided then, not the cost of a unit.
  if (chosen.unitCostE8 > other.unitCostE8 || decidingConstraints(plan).length > 0) return null;
  const differences = differencesOf(chosen, other, { weights: plan.weights, input });
  const totalBps = differences.reduce((sum, each) => sum + each.bps, 0);
  const largest = differences.reduce((a, b) => (b.bps > a.bps ? b : a));
  const isTie = chosen.unitCostE8 === other.unitCostE8;
  if (!isTie && totalBps <= 0) return null;
  return {
    venueId: chosen.snapshot.venue.venueId,
    otherId: other.snapshot.venue.venueId,
    words: isTie ? null : largest.words,
    differenceBps: largest.bps,
    totalBps,
    tieKey: isTie && rankedBy?.venueId === chosen.snapshot.venue.venueId ? rankedBy.key : null,
  };
}

/** The cheapest of those that cost, or the ranking that cost makes, left behind. */
function nextBest(outcomes: readonly CandidateOutcome[]): (CandidateOutcome & { candidate: Candidate }) | null {
  let best: (CandidateOutcome & { candidate: Candidate }) | null = null;
  for (const outcome of outcomes) {
    const { code, candidate } = outcome;
    if ((code !== 'NOT_NEEDED' && code !== 'RANKED_LATER') || candidate === null) continue;
    if (best === null || candidate.unitCostE8 < best.candidate.unitCostE8) best = { ...outcome, candidate };
  }
  return best;
}

function differencesOf(
  chosen: Candidate,
  other: Candidate,
  { weights, input }: { weights: CostWeights; input: PlanInput },
): { words: (typeof TERMS)[number]['words']; bps: number }[] {
  const termsOf = (candidate: Candidate): CostTerms => costTerms(candidate, input.quantity, input);
  const [ours, theirs] = [termsOf(chosen), termsOf(other)];
  return TERMS.map(({ weight, term, words }) => ({ words, bps: weights[weight] * (theirs[term] - ours[term]) }));
}

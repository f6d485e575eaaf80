import type { VenueRanking } from '@fairlead/contracts/venue-quality';
import { wireNumber } from '@fairlead/contracts/wire-value';
import type { CostTerms } from '@fairlead/core/routing/cost';
import { EXCLUSION_MESSAGES } from '@fairlead/core/routing/exclusion-code';
import type { CostWeights } from '@fairlead/core/routing/objectives/objective';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import type { CandidateOutcome } from '@fairlead/core/routing/route-plan';

/** The terms of a cost, each with the weight that it has and the words for it. */
const TERMS: readonly {
  readonly of: (terms: CostTerms) => number;
  readonly weight: keyof CostWeights;
  readonly name: string;
}[] = [
  { of: (terms) => terms.spreadBps, weight: 'spread', name: 'price' },
  { of: (terms) => terms.feeBps, weight: 'fee', name: 'fee' },
  { of: (terms) => terms.fadeBps, weight: 'fade', name: 'chance of a miss' },
  { of: (terms) => terms.delayBps, weight: 'delay', name: 'round trip' },
  { of: (terms) => terms.impactBps, weight: 'impact', name: 'impact' },
];

type Ranked = CandidateOutcome & { readonly terms: CostTerms; readonly weightedBps: number };

/** Every venue as a decision on this input would weigh it, the cheapest first; those that may not be sent to come last, with their code. */
export function rankVenues(input: PlanInput): VenueRanking[] {
  const plan = planRoute(input);
  const ranked = plan.outcomes.filter(isRanked).sort((a, b) => a.weightedBps - b.weightedBps);
  const excluded = plan.outcomes.filter((outcome) => !isRanked(outcome));
  const [best] = ranked;
  return [
    ...ranked.map((outcome, index) =>
      rowOf(outcome, input, { rank: index + 1, reason: reasonOf(outcome, best, plan.weights) }),
    ),
    ...excluded.map((outcome) => rowOf(outcome, input, { rank: null, reason: whyNot(outcome) })),
  ];
}

function isRanked(outcome: CandidateOutcome): outcome is Ranked {
  return outcome.terms !== null && outcome.weightedBps !== null;
}

function rowOf(
  outcome: CandidateOutcome,
  { view }: PlanInput,
  said: { rank: number | null; reason: string },
): VenueRanking {
  const snapshot = view.venues.find((each) => each.venue.venueId === outcome.venueId);
  if (snapshot === undefined) throw new Error(`an outcome of a venue that is not in the view: ${outcome.venueId}`);
  const { priceDecimals, quantityDecimals } = view.instrument;
  const { candidate, terms } = outcome;
  return {
    rank: said.rank,
    venue_id: outcome.venueId,
    venue_type: snapshot.venue.venueType,
    status: snapshot.status,
    code: outcome.code,
    price: candidate === null ? null : wireNumber(candidate.price, priceDecimals),
    displayed_quantity: candidate === null ? null : wireNumber(candidate.displayed, quantityDecimals),
    quantity: wireNumber(outcome.quantity, quantityDecimals),
    cost_bps: outcome.weightedBps,
    terms:
      terms === null
        ? null
        : {
            spread_bps: terms.spreadBps,
            fee_bps: terms.feeBps,
            fade_bps: terms.fadeBps,
            delay_bps: terms.delayBps,
            impact_bps: terms.impactBps,
          },
    fill_rate: snapshot.fillRate,
    latency_ms: snapshot.latencyUs / 1_000,
    observations: snapshot.observations,
    reason: said.reason,
  };
}

/** The term in which a venue is most behind the best one, weighted as the decision weighs it. */
function reasonOf({ terms, weightedBps }: Ranked, best: Ranked | undefined, weights: CostWeights): string {
  if (best === undefined || best.terms === terms) return 'The lowest weighted cost.';
  const behindBps = weightedBps - best.weightedBps;
  if (behindBps === 0) return `Costs the same as ${best.venueId}.`;
  const gaps = TERMS.map(({ of, weight, name }) => ({ name, bps: weights[weight] * (of(terms) - of(best.terms)) }));
  const largest = gaps.reduce((a, b) => (b.bps > a.bps ? b : a));
  return `Costs ${behindBps.toFixed(3)} bp more than ${best.venueId}, most of all by its ${largest.name} (${largest.bps.toFixed(3)} bp).`;
}

function whyNot({ code }: CandidateOutcome): string {
  return code === null ? 'No cost could be computed.' : EXCLUSION_MESSAGES[code];
}

import type { RoutingObjective } from '../../order/request.ts';
import type { PlanInput } from '../plan-input.ts';
import type { Ranking } from '../rank.ts';

/** How much each cost term counts for an objective, 0 to 1; recorded with every decision. */
export interface CostWeights {
  readonly spread: number;
  readonly fee: number;
  readonly fade: number;
  readonly delay: number;
  readonly impact: number;
}

/**
 * What a missed fill costs in the fade term. `NEXT`: the next worse all-in price, right where the price itself counts too. `SPAN`: the
 * distance from the best to the worst eligible all-in price, the same at every venue, so that only the chance of a fill decides.
 */
export type FadeMeasure = 'NEXT' | 'SPAN';

/** One routing objective: the weighting of the cost terms that it minimises, and what decides among equal costs. */
export interface ObjectiveStrategy {
  readonly objective: RoutingObjective;
  /** A function of the input alone, so that a decision can be made again from its record. */
  readonly weights: (input: PlanInput) => CostWeights;
  readonly fade: FadeMeasure;
  /** A total order among candidates of equal cost: two different venues never compare equal. */
  readonly ties: Ranking;
  /** How the objective is put in words. */
  readonly phrase: string;
}

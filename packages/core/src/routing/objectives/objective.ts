import type { RoutingObjective } from '../../order/request.ts';
import type { Rank } from '../rank.ts';

/** How much each cost term counts for an objective; recorded with every decision. */
export interface CostWeights {
  readonly spread: number;
  readonly fee: number;
  readonly fade: number;
  readonly delay: number;
  readonly impact: number;
}

/** One routing objective: which candidate is better, exactly, and the weights that say the same in words of cost. */
export interface ObjectiveStrategy {
  readonly objective: RoutingObjective;
  readonly weights: CostWeights;
  /** A total order: two different venues never compare equal. */
  readonly rank: Rank;
  /** How the order's preference for resting venues is put in words. */
  readonly phrase: string;
}

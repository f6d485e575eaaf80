import type { RoutingObjective } from '../../order/request.ts';
import { bestPrice } from './best-price.ts';
import { fastestExecution } from './fastest-execution.ts';
import { highestFillRate } from './highest-fill-rate.ts';
import { lowestCost } from './lowest-cost.ts';
import { minimalImpact } from './minimal-impact.ts';
import type { ObjectiveStrategy } from './objective.ts';
import { smart } from './smart.ts';

/** Every objective that can be routed for: one file each, one line here. */
export const OBJECTIVES: ReadonlyMap<RoutingObjective, ObjectiveStrategy> = new Map(
  [bestPrice, lowestCost, fastestExecution, minimalImpact, highestFillRate, smart].map((strategy) => [
    strategy.objective,
    strategy,
  ]),
);

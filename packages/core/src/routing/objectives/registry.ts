import type { RoutingObjective } from '../../order/request.ts';
import { bestPrice } from './best-price.ts';
import { fastestExecution } from './fastest-execution.ts';
import { lowestCost } from './lowest-cost.ts';
import type { ObjectiveStrategy } from './objective.ts';

/** Every objective that can be routed for: one file each, one line here. */
export const OBJECTIVES: ReadonlyMap<RoutingObjective, ObjectiveStrategy> = new Map(
  [bestPrice, lowestCost, fastestExecution].map((strategy) => [strategy.objective, strategy]),
);

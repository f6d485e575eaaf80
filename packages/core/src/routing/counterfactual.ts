import type { RoutingMode, RoutingObjective } from '../order/request.ts';
import type { ExclusionCode, UnallocatedCode } from './exclusion-code.ts';
import { MODES } from './modes/registry.ts';
import type { CostWeights } from './objectives/objective.ts';
import { OBJECTIVES } from './objectives/registry.ts';
import type { OrderKind } from './order-kind.ts';
import { planRoute } from './plan.ts';
import type { PlanInput } from './plan-input.ts';
import type { RoutePlan } from './route-plan.ts';

/** What one objective and mode would have done on a given market. */
export interface Alternative {
  readonly objective: RoutingObjective;
  readonly mode: RoutingMode;
  /** The strategy that the order asked for. */
  readonly isAsked: boolean;
  readonly slices: readonly { venueId: string; quantity: number; kind: OrderKind }[];
  readonly unallocated: number;
  readonly unallocatedCode: UnallocatedCode | null;
  readonly expected: RoutePlan['expected'];
  readonly weights: CostWeights;
  /** How many venues were left out, by why. */
  readonly leftOut: ReadonlyMap<ExclusionCode, number>;
}

/**
 * Plans the same order on the same market by every objective in every mode; MANUAL only where the order brings its own division. Nothing is
 * recorded or sent. Each is exactly what `planRoute` would have decided, so the one that was asked for is the decision itself.
 */
export function counterfactuals(input: PlanInput): Alternative[] {
  const alternatives: Alternative[] = [];
  for (const mode of MODES.keys()) {
    if (mode === 'MANUAL' && input.order.manualAllocations.length === 0) continue;
    for (const objective of OBJECTIVES.keys()) alternatives.push(alternativeOf(input, objective, mode));
  }
  return alternatives;
}

function alternativeOf(input: PlanInput, objective: RoutingObjective, mode: RoutingMode): Alternative {
  const { order } = input;
  const plan = planRoute({ ...input, order: { ...order, routingObjective: objective, routingMode: mode } });
  const leftOut = new Map<ExclusionCode, number>();
  for (const { code } of plan.outcomes) if (code !== null) leftOut.set(code, (leftOut.get(code) ?? 0) + 1);
  return {
    objective,
    mode,
    isAsked: objective === order.routingObjective && mode === order.routingMode,
    slices: plan.slices.map(({ venueId, quantity, kind }) => ({ venueId, quantity, kind })),
    unallocated: plan.unallocated,
    unallocatedCode: plan.unallocatedCode,
    expected: plan.expected,
    weights: plan.weights,
    leftOut,
  };
}

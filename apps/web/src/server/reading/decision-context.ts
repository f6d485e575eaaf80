import type { ExecutionRow, OrderRow } from '@fairlead/db/order-rows';
import type { WalkWave } from '@fairlead/db/repositories/order-repository';
import type { DecisionContext } from '@/rows/decision-detail';

/** What of an order's walk it is told by. */
interface WalkAround {
  readonly order: Pick<OrderRow, 'state' | 'quantity'>;
  readonly decisions: readonly Pick<WalkWave, 'id' | 'wave' | 'created_at_us'>[];
  readonly executions: readonly Pick<ExecutionRow, 'quantity' | 'created_at_us'>[];
}

/** Where a decision stands in the walk of its order. What its venues tell later was not filled when it was made. */
export function contextOf(decisionId: string, walk: WalkAround): DecisionContext {
  const waves = walk.decisions.toSorted((a, b) => a.wave - b.wave);
  const place = waves.findIndex(({ id }) => id === decisionId);
  const madeAtUs = waves[place]?.created_at_us ?? Number.NEGATIVE_INFINITY;
  const known = ({ created_at_us }: Pick<ExecutionRow, 'created_at_us'>) => created_at_us <= madeAtUs;
  return {
    order_state: walk.order.state,
    order_quantity: Number(walk.order.quantity),
    waves: waves.length,
    filled_before: walk.executions.filter(known).reduce((sum, { quantity }) => sum + Number(quantity), 0),
    previous_id: waves[place - 1]?.id ?? null,
    next_id: waves[place + 1]?.id ?? null,
  };
}

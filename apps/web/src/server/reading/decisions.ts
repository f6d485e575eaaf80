import 'server-only';
import { readEvidence } from '@fairlead/contracts/stored-decision';
import type { ViewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import type { DecisionDetail } from '@/rows/decision-detail';
import { contextOf } from './decision-context';
import { realisedOf } from './views';

/** One decision with its evidence, or null where there is none that may be seen. */
export async function findDecision(read: ViewedRepositories, decisionId: string): Promise<DecisionDetail | null> {
  const found = await read.decisions.findById(decisionId);
  const walk = found === null ? null : await read.orders.findWalk(found.decision.order_pk);
  if (found === null || walk === null) return null;
  const { decision, order, stored } = found;
  return {
    decision_id: decision.id,
    order_pk: decision.order_pk,
    decision_hash: decision.decision_hash,
    routing_time_us: decision.routing_time_us,
    simulated: order.simulated,
    filled_quantity: Number(decision.filled_quantity),
    realised_cost_bps: realisedOf(order, decision),
    at_ms: decision.created_at_us / 1_000,
    context: contextOf(decision.id, walk),
    evidence: readEvidence(stored),
  };
}

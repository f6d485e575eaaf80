import 'server-only';
import { readEvidence } from '@fairlead/contracts/stored-decision';
import type { DecisionWithOrder } from '@fairlead/db/repositories/decision-repository';
import type { ViewedDecisions, ViewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import type { DecisionDetail } from '@/rows/decision-detail';
import type { DecisionRow } from '@/rows/decision-row';
import type { PageOf } from '@/rows/page-of';
import { contextOf } from './decision-context';
import { decisionRowOf, realisedOf } from './views';

interface ListWish {
  readonly limit: number;
  readonly cursor: string | null;
}

/** The newest decisions first. */
export async function listDecisions(decisions: ViewedDecisions, wish: ListWish): Promise<PageOf<DecisionRow>> {
  const page = await decisions.list(wish);
  const rows = await Promise.all(page.rows.map((found) => rowOf(decisions, found)));
  return { rows, next_cursor: page.nextCursor, position: page.position };
}

/** A decision that the caller executes has no children here; its slices are in its evidence alone. */
async function rowOf(
  decisions: ViewedDecisions,
  { decision, order, children }: DecisionWithOrder,
): Promise<DecisionRow> {
  if (children.length > 0 || decision.venue_ids.length === 0) return decisionRowOf(decision, order, children);
  const whole = await decisions.findById(decision.id);
  const slices = whole === null ? [] : readEvidence(whole.stored).slices;
  return decisionRowOf(
    decision,
    order,
    slices.map((slice) => ({ ...slice, priority: slice.routing_priority })),
  );
}

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

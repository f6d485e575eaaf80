import 'server-only';
import { readEvidence } from '@fairlead/contracts/stored-decision';
import type { DecisionListFilter } from '@fairlead/db/repositories/decision-list';
import type { DecisionWithOrder } from '@fairlead/db/repositories/decision-repository';
import type { ViewedDecisions, ViewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import type { DECISION_SORTS, DecisionFilter } from '@/lists/decision-list-url';
import type { DecisionRow } from '@/rows/decision-row';
import type { PageOf } from '@/rows/page-of';
import { dealFilterOf, pageWith } from './list-steps';
import { decisionRowOf } from './views';

interface DecisionsWish {
  readonly filter: DecisionFilter;
  readonly sort: (typeof DECISION_SORTS)[number];
  readonly limit: number;
  readonly cursor: string | null;
}

/** A step along the list of decisions. */
export async function listDecisions(read: ViewedRepositories, wish: DecisionsWish): Promise<PageOf<DecisionRow>> {
  const { filter, sort, ...page } = wish;
  const direction = sort === 'newest' ? 'desc' : 'asc';
  const found = await read.decisionList.page(decisionFilterOf(filter), { direction, ...page });
  return pageWith(found, await Promise.all(found.rows.map((row) => rowOf(row, read.decisions))));
}

/** A decision that the caller executes has no children here; its slices are in its evidence alone. */
async function rowOf(
  { decision, order, children }: DecisionWithOrder,
  decisions: ViewedDecisions,
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

/** A filter as the list of decisions asks for it. */
export function decisionFilterOf(filter: DecisionFilter): DecisionListFilter {
  return { ...dealFilterOf(filter), venueId: filter.venue ?? undefined, nowhere: filter.sent === 'NOWHERE' };
}

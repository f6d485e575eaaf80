import 'server-only';
import { readEvidence } from '@fairlead/contracts/stored-decision';
import type { DecisionList, DecisionListFilter } from '@fairlead/db/repositories/decision-list';
import type { DecisionWithOrder } from '@fairlead/db/repositories/decision-repository';
import type { ViewedDecisions, ViewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import type { DECISION_SORTS, DecisionFilter } from '@/lists/decision-list-url';
import type { DecisionRow } from '@/rows/decision-row';
import type { CountStep, PageOf } from '@/rows/page-of';
import { etRange } from './et-range';
import { decisionRowOf } from './views';

const NEWER_MAX = 1_000;
interface DecisionsWish {
  readonly filter: DecisionFilter;
  readonly sort: (typeof DECISION_SORTS)[number];
  readonly limit: number;
  readonly cursor: string | null;
}

/** A step along the list of decisions. */
export async function listDecisions(read: ViewedRepositories, wish: DecisionsWish): Promise<PageOf<DecisionRow>> {
  const { filter, sort, ...page } = wish;
  // Before the rows: they are at least as new as it says.
  const { position, atUs } = await read.decisionList.asOf();
  const direction = sort === 'newest' ? 'desc' : 'asc';
  const { rows, next } = await read.decisionList.page(filterOf(filter), { direction, ...page });
  return {
    rows: await Promise.all(rows.map((found) => rowOf(found, read.decisions))),
    next_cursor: next,
    position,
    as_of_ms: atUs / 1_000,
  };
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

export async function countDecisions(
  list: DecisionList,
  filter: DecisionFilter,
  cursor: string | null,
): Promise<CountStep> {
  const { count, next } = await list.count(filterOf(filter), cursor);
  return { count, next_cursor: next };
}

/** How many fit, up to so many; null where an index alone does not tell. */
export function countDecisionsUpTo(list: DecisionList, filter: DecisionFilter, max: number): Promise<number | null> {
  return list.countUpTo(filterOf(filter), max);
}

/** How many fit that are newer than one, up to a thousand. */
export function countNewerDecisions(list: DecisionList, filter: DecisionFilter, than: string): Promise<number> {
  return list.newer(filterOf(filter), than, NEWER_MAX);
}

function filterOf(filter: DecisionFilter): DecisionListFilter {
  const { client, symbol, side, objective, venue, origin, sent, q } = filter;
  return {
    ...etRange(filter),
    clientId: client ?? undefined,
    instrumentId: symbol ?? undefined,
    side: side ?? undefined,
    objective: objective ?? undefined,
    venueId: venue ?? undefined,
    simulated: origin === null || origin === undefined ? undefined : origin === 'SIMULATED',
    nowhere: sent === 'NOWHERE',
    named: q ?? undefined,
  };
}

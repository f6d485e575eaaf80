import 'server-only';
import type { ListPage } from '@fairlead/db/repositories/keyed-list';
import type { CountStep as FoundCount } from '@fairlead/db/repositories/list-steps';
import type { DealFilter } from '@/lists/list-url';
import type { CountStep, PageOf } from '@/rows/page-of';
import { etRange } from './et-range';

/** So many that have come since are counted. */
export const NEWER_MAX = 1_000;

/** A step along a list, its rows as a screen shows them. */
export function pageWith<Row>({ next, position, atUs }: ListPage<unknown>, rows: Row[]): PageOf<Row> {
  return { rows, next_cursor: next, position, as_of_ms: atUs / 1_000 };
}

export function countStepOf({ count, next }: FoundCount): CountStep {
  return { count, next_cursor: next };
}

/** What orders and decisions alike are narrowed by, as the lists ask for it. */
export function dealFilterOf(filter: DealFilter) {
  const { client, symbol, side, objective, origin, q } = filter;
  return {
    ...etRange(filter),
    clientId: client ?? undefined,
    instrumentId: symbol ?? undefined,
    side: side ?? undefined,
    objective: objective ?? undefined,
    simulated: origin === null || origin === undefined ? undefined : origin === 'SIMULATED',
    named: q ?? undefined,
  };
}

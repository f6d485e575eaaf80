import 'server-only';
import type { OrderState } from '@fairlead/core/order/order-state';
import type { OrderList, OrderListFilter } from '@fairlead/db/repositories/order-list';
import type { OrderFilter, OrderSort } from '@/lists/order-list-url';
import type { OrderFailures } from '@/rows/order-failures';
import { OPEN_STATES, type OrderRow } from '@/rows/order-row';
import type { CountStep, PageOf } from '@/rows/page-of';
import { etRange } from './et-range';
import { orderRowOf } from './views';

/** An order in a state that passes within moments is stuck when nothing has moved it for so long. */
const STUCK_AFTER_US = 60_000_000;
const FAILED: readonly OrderState[] = ['REJECTED', 'UNKNOWN'];
const NEWER_MAX = 1_000;

export const TOO_MANY_TO_SORT =
  'Too many orders fit to sort them by this: narrow the list to one day, or sort it by time.';

const SORTS = {
  newest: { sortedBy: 'time', direction: 'desc' },
  oldest: { sortedBy: 'time', direction: 'asc' },
  largest: { sortedBy: 'quantity', direction: 'desc' },
  smallest: { sortedBy: 'quantity', direction: 'asc' },
  dearest: { sortedBy: 'cost', direction: 'desc' },
  cheapest: { sortedBy: 'cost', direction: 'asc' },
} as const satisfies Record<OrderSort, object>;

interface OrdersWish {
  readonly filter: OrderFilter;
  readonly sort: OrderSort;
  readonly limit: number;
  readonly cursor: string | null;
}

/** A step along the list of orders; null where more fit than can be sorted by what was asked. */
export async function listOrders(
  list: OrderList,
  { filter, sort, ...page }: OrdersWish,
): Promise<PageOf<OrderRow> | null> {
  // Before the rows: they are at least as new as it says.
  const { position, atUs } = await list.asOf();
  const found = await list.page(filterOf(filter), { ...SORTS[sort], ...page });
  if (!found.ok) return null;
  const { rows, next } = found.value;
  return { rows: rows.map(orderRowOf), next_cursor: next, position, as_of_ms: atUs / 1_000 };
}

export async function countOrders(list: OrderList, filter: OrderFilter, cursor: string | null): Promise<CountStep> {
  const { count, next } = await list.count(filterOf(filter), cursor);
  return { count, next_cursor: next };
}

/** How many fit, up to so many; null where an index alone does not tell. */
export function countOrdersUpTo(list: OrderList, filter: OrderFilter, max: number): Promise<number | null> {
  return list.countUpTo(filterOf(filter), max);
}

/** How many fit that are newer than one, up to a thousand. */
export function countNewerOrders(list: OrderList, filter: OrderFilter, than: string): Promise<number> {
  return list.newer(filterOf(filter), than, NEWER_MAX);
}

export async function orderFailures(list: OrderList, filter: OrderFilter): Promise<OrderFailures> {
  const { isWhole, ...counts } = await list.failures(filterOf(filter), stuckSinceUs());
  return { ...counts, is_whole: isWhole };
}

function filterOf(filter: OrderFilter): OrderListFilter {
  const { client, symbol, side, objective, origin, q } = filter;
  return {
    ...etRange(filter),
    clientId: client ?? undefined,
    instrumentId: symbol ?? undefined,
    side: side ?? undefined,
    objective: objective ?? undefined,
    simulated: origin === null || origin === undefined ? undefined : origin === 'SIMULATED',
    named: q ?? undefined,
    ...stateOf(filter.state ?? null),
  };
}

function stateOf(state: NonNullable<OrderFilter['state']> | null): Pick<OrderListFilter, 'states' | 'stuckSinceUs'> {
  if (state === null) return {};
  if (state === 'OPEN') return { states: OPEN_STATES };
  if (state === 'FAILED') return { states: FAILED };
  return state === 'STUCK' ? { stuckSinceUs: stuckSinceUs() } : { states: [state] };
}

const stuckSinceUs = (): number => Date.now() * 1_000 - STUCK_AFTER_US;

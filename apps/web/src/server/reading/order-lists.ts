import 'server-only';
import type { OrderState } from '@fairlead/core/order/order-state';
import type { OrderList, OrderListFilter } from '@fairlead/db/repositories/order-list';
import type { OrderFilter, OrderSort } from '@/lists/order-list-url';
import type { OrderFailures } from '@/rows/order-failures';
import { OPEN_STATES, type OrderRow } from '@/rows/order-row';
import type { PageOf } from '@/rows/page-of';
import { dealFilterOf, pageWith } from './list-steps';
import { orderRowOf } from './views';

/** An order in a state that passes within moments is stuck when nothing has moved it for so long. */
const STUCK_AFTER_US = 60_000_000;
const FAILED: readonly OrderState[] = ['REJECTED', 'UNKNOWN'];

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
  const found = await list.page(orderFilterOf(filter), { ...SORTS[sort], ...page });
  return found.ok ? pageWith(found.value, found.value.rows.map(orderRowOf)) : null;
}

export async function orderFailures(list: OrderList, filter: OrderFilter): Promise<OrderFailures> {
  const { isWhole, ...counts } = await list.failures(orderFilterOf(filter), stuckSinceUs());
  return { ...counts, is_whole: isWhole };
}

/** A filter as the list of orders asks for it. */
export function orderFilterOf(filter: OrderFilter): OrderListFilter {
  return {
    ...{ ...dealFilterOf(filter), ...stateOf(filter.state ?? null) },
    ...{ venueId: filter.venue ?? undefined, rejectCode: filter.code ?? undefined },
  };
}

function stateOf(
  state: NonNullable<OrderFilter['state']> | null,
): Pick<OrderListFilter, 'states' | 'stuckSinceUs' | 'routeOnly'> {
  if (state === null) return {};
  if (state === 'OPEN') return { states: OPEN_STATES, routeOnly: false };
  if (state === 'DECIDED') return { states: OPEN_STATES, routeOnly: true };
  if (state === 'FAILED') return { states: FAILED };
  return state === 'STUCK' ? { stuckSinceUs: stuckSinceUs() } : { states: [state] };
}

const stuckSinceUs = (): number => Date.now() * 1_000 - STUCK_AFTER_US;

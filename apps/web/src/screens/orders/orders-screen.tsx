'use client';

import { createSerializer, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { canSortByFigures, ORDER_FILTER_PARSERS, type OrderSort, parseAsOrderSort } from '@/lists/order-list-url';
import { dealName } from '@/words/deal-name';
import { useCancelOrder } from '../act/cancel-order';
import { useInstrumentForms } from '../instrument-forms';
import { ListScreen } from '../list/list-screen';
import { useListFilter } from '../list/use-list-filter';
import { useListNames } from '../list/use-list-names';
import { orderColumns } from './order-columns';
import { OrderFailuresNote } from './order-failures-note';
import { OrderFilters } from './order-filters';
import { OrderPeek } from './order-peek';
import { useOrderList } from './use-order-list';

const serialize = createSerializer({ ...ORDER_FILTER_PARSERS, sort: parseAsOrderSort });

/** By which columns orders are sorted: down first, then up. */
const SORTS: Readonly<Record<string, readonly [OrderSort, OrderSort]>> = {
  time: ['newest', 'oldest'],
  quantity: ['largest', 'smallest'],
  realised: ['dearest', 'cheapest'],
};
const WHY_NOT = 'Choose one day or one symbol to sort by this';

/** The orders that fit a filter, newest first unless said; those that are listed keep up with the stream. */
export function OrdersScreen() {
  const { filter, onChange, onClear } = useListFilter(ORDER_FILTER_PARSERS);
  const [sort, setSort] = useQueryState('sort', parseAsOrderSort.withOptions({ history: 'push' }));
  const list = useOrderList(filter, sort);
  const formOf = useInstrumentForms();
  const { ask, dialog } = useCancelOrder();
  const columns = useMemo(() => orderColumns(formOf, ask), [formOf, ask]);
  const names = useListNames();
  const canSort = (id: string) => {
    if (SORTS[id] === undefined) return false;
    return id === 'time' || canSortByFigures(filter) ? true : WHY_NOT;
  };
  return (
    <ListScreen
      name="Orders"
      noun="orders"
      lead="What was sent here, and what has come of it."
      columns={columns}
      rowKey={(row) => row.order_pk}
      rowHref={(row) => `/orders/${row.order_pk}`}
      rowLabel={(row) => `${dealName(row)}, order ${row.order_id}`}
      pages={list.pages}
      count={list.count}
      failures={<OrderFailuresNote failures={list.failures} onShow={(state) => onChange({ state })} />}
      sorting={{ ...sortingOf(sort), canSort, onSort: (id) => void setSort(nextSort(id, sort)) }}
      filters={<OrderFilters filter={filter} onChange={onChange} onClear={onClear} names={names} />}
      onClear={onClear}
      empty="Send one to the router’s API, or start without --no-demo to watch a simulated flow."
      newer={{ count: list.newer, onShow: list.again }}
      csvHref={serialize('/api/lists/orders', { ...filter, sort })}
      rowActs={{ x: ask }}
      dialog={dialog}
      peek={(key) => <OrderPeek orderPk={key} />}
    />
  );
}

function sortingOf(sort: OrderSort): { id: string; desc: boolean } {
  for (const [id, [down, up]] of Object.entries(SORTS))
    if (sort === down || sort === up) return { id, desc: sort === down };
  return { id: 'time', desc: true };
}

function nextSort(id: string, sort: OrderSort): OrderSort {
  const [down, up] = SORTS[id] ?? ['newest', 'oldest'];
  return sort === down ? up : down;
}

'use client';

import { createSerializer, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { canSortByFigures, ORDER_FILTER_PARSERS, type OrderSort, parseAsOrderSort } from '@/lists/order-list-url';
import { formatQuantity } from '@/words/figures';
import { SIDE_NAMES } from '@/words/order-words';
import { useCancelOrder } from '../act/cancel-order';
import { useInstrumentForms } from '../instrument-forms';
import { ListScreen } from '../list/list-screen';
import { useListNames } from '../list/use-list-names';
import { orderColumns } from './order-columns';
import { OrderFailuresNote } from './order-failures-note';
import { OrderFilters } from './order-filters';
import { OrderPeek } from './order-peek';
import { useOrderList } from './use-order-list';

const URL_PARSERS = { ...ORDER_FILTER_PARSERS, sort: parseAsOrderSort };
const serialize = createSerializer(URL_PARSERS);
const NO_FILTER = {
  q: null,
  from: null,
  to: null,
  client: null,
  symbol: null,
  side: null,
  state: null,
  objective: null,
  origin: null,
};

/** By which columns orders are sorted: down first, then up. */
const SORTS: Readonly<Record<string, readonly [OrderSort, OrderSort]>> = {
  time: ['newest', 'oldest'],
  quantity: ['largest', 'smallest'],
  realised: ['dearest', 'cheapest'],
};
const WHY_NOT = 'Choose one day or one symbol to sort by this';

/** The orders that fit a filter, newest first unless said; those that are listed keep up with the stream. */
export function OrdersScreen() {
  const [{ sort, ...filter }, setUrl] = useQueryStates(URL_PARSERS, { history: 'push' });
  const list = useOrderList(filter, sort);
  const formOf = useInstrumentForms();
  const { ask, dialog } = useCancelOrder();
  const columns = useMemo(() => orderColumns(formOf, ask), [formOf, ask]);
  const names = useListNames();
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const onClear = isFiltered ? () => void setUrl(NO_FILTER) : undefined;
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
      rowLabel={(row) =>
        `${SIDE_NAMES[row.side]} ${formatQuantity(row.quantity)} ${row.instrument_id}, order ${row.order_id}`
      }
      pages={list.pages}
      count={list.count}
      failures={<OrderFailuresNote failures={list.failures} onShow={(state) => void setUrl({ state })} />}
      sorting={{ ...sortingOf(sort), canSort, onSort: (id) => void setUrl({ sort: nextSort(id, sort) }) }}
      filters={
        <OrderFilters filter={filter} onChange={(change) => void setUrl(change)} onClear={onClear} names={names} />
      }
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

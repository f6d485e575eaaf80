'use client';

import type { OrderUpdate } from '@fairlead/contracts/stream';
import { Choice } from '@fairlead/ui/choice';
import { DataTable } from '@fairlead/ui/data-table';
import { Page } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { SearchField } from '@fairlead/ui/search-field';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { useLive } from '@/live/live-context';
import type { LiveTopic } from '@/stream/live-wish';
import { useTRPC } from '@/trpc/client';
import { useCancelOrder } from '../act/cancel-order';
import { useInstrumentForms } from '../instrument-forms';
import { LoadMore } from '../load-more';
import { PAGE_SIZE } from '../page-size';
import { orderColumns } from './order-columns';

const FOLLOWED: readonly LiveTopic[] = ['ORDER_UPDATE'];
const PARSERS = {
  q: parseAsString.withDefault(''),
  show: parseAsStringLiteral(['all', 'open']).withDefault('all'),
};

/** The orders, newest first; those that are listed keep up with the stream. */
export function OrdersScreen() {
  const router = useRouter();
  const trpc = useTRPC();
  const [filter, setFilter] = useQueryStates(PARSERS, { history: 'replace' });
  const query = useInfiniteQuery(
    trpc.orders.list.infiniteQueryOptions(
      { limit: PAGE_SIZE, open_only: filter.show === 'open' },
      { getNextPageParam: (page) => page.next_cursor },
    ),
  );
  const formOf = useInstrumentForms();
  const { ask, dialog } = useCancelOrder();
  const columns = useMemo(() => orderColumns(formOf, ask), [formOf, ask]);
  const { orders } = useLive(FOLLOWED);
  const rows = useMemo(() => {
    const stored = query.data?.pages.flatMap((page) => page.rows) ?? [];
    return stored.map((row) => {
      const news = orders.get(row.order_pk);
      return news === undefined ? row : { ...row, ...newsOf(news) };
    });
  }, [query.data, orders]);
  return (
    <Page title="Orders" lead="What was sent here, and what has come of it.">
      <div className="flex min-h-[420px] flex-1 flex-col border-t border-line pt-1 lg:min-h-0">
        <DataTable
          name="Orders"
          primary
          columns={columns}
          rows={rows}
          rowKey={(row) => row.order_pk}
          onOpen={(row) => router.push(`/orders/${row.order_pk}`)}
          filter={filter.q}
          loading={query.isPending}
          failure={query.error?.message}
          onRetry={() => void query.refetch()}
          toolbar={
            <>
              <SearchField label="Filter orders" value={filter.q} onChange={(q) => void setFilter({ q })} />
              <Choice
                label="Which orders"
                value={filter.show}
                onChange={(show) => void setFilter({ show })}
                options={[
                  { value: 'all', label: 'All orders' },
                  { value: 'open', label: 'Open only' },
                ]}
              />
            </>
          }
          empty={<NoOrders filtered={filter.q !== '' || filter.show === 'open'} />}
        />
        <LoadMore
          shown={rows.length}
          noun="orders"
          hasMore={query.hasNextPage}
          busy={query.isFetching}
          onMore={() => void query.fetchNextPage()}
          onRefresh={() => void query.refetch()}
        />
        {dialog}
      </div>
    </Page>
  );
}

/** What of a row the stream can change. */
function newsOf({ state, filled_quantity, average_price, realised_cost_bps }: OrderUpdate) {
  return { state, filled_quantity, average_price, realised_cost_bps };
}

function NoOrders({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState title="No order fits">Clear the filter, or load older orders below.</EmptyState>
  ) : (
    <EmptyState title="No order yet">
      Send one to the router’s API, or start without --no-demo to watch a simulated flow.
    </EmptyState>
  );
}

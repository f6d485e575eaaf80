'use client';

import type { OrderUpdate } from '@fairlead/contracts/stream';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OrderFilter, OrderSort } from '@/lists/order-list-url';
import { useLive } from '@/live/live-context';
import type { OrderRow } from '@/rows/order-row';
import type { LiveTopic } from '@/stream/live-wish';
import { useTRPC } from '@/trpc/client';
import { KEPT_MS, NEWER_EVERY_MS, PAGE_SIZE, whileEmpty } from '../list/list-times';
import { useListCount } from '../list/use-list-count';
import { useListPages } from '../list/use-list-pages';

const FOLLOWED: readonly LiveTopic[] = ['ORDER_UPDATE'];

/** The orders that fit, with how many there are, what went wrong, and what has come since. */
export function useOrderList(filter: OrderFilter, sort: OrderSort) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const listed = trpc.orders.list.infiniteQueryOptions(
    { filter, sort, limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.next_cursor, gcTime: KEPT_MS, staleTime: KEPT_MS, refetchInterval: whileEmpty },
  );
  const pages = useListPages(useInfiniteQuery(listed));
  const counted = trpc.orders.count.infiniteQueryOptions({ filter }, { getNextPageParam: (step) => step.next_cursor });
  const count = useListCount(useInfiniteQuery(counted));
  const failures = useQuery(trpc.orders.failures.queryOptions({ filter }, { placeholderData: keepPreviousData })).data;
  const newest = sort === 'newest' ? pages.rows[0]?.order_pk : undefined;
  const newer = useQuery(
    trpc.orders.newer.queryOptions(
      { filter, than: newest ?? '' },
      { enabled: newest !== undefined, refetchInterval: NEWER_EVERY_MS },
    ),
  ).data;
  const { orders } = useLive(FOLLOWED);
  const rows = useMemo(() => pages.rows.map((row) => withNews(row, orders.get(row.order_pk))), [pages.rows, orders]);
  return {
    pages: { ...pages, rows },
    count,
    failures,
    newer: newer ?? 0,
    /** Reads the list anew from its beginning. */
    again: () => {
      void client.resetQueries({ queryKey: listed.queryKey });
      void client.invalidateQueries({ queryKey: counted.queryKey });
      void client.invalidateQueries({ queryKey: trpc.orders.failures.queryKey({ filter }) });
    },
  };
}

/** What of a row the stream can change. */
function withNews(row: OrderRow, news: OrderUpdate | undefined): OrderRow {
  if (news === undefined) return row;
  const { state, filled_quantity, average_price, realised_cost_bps } = news;
  return { ...row, state, filled_quantity, average_price, realised_cost_bps };
}

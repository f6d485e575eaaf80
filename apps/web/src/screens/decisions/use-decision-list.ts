'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DECISION_SORTS, DecisionFilter } from '@/lists/decision-list-url';
import { useTRPC } from '@/trpc/client';
import { KEPT_MS, NEWER_EVERY_MS, PAGE_SIZE, whileEmpty } from '../list/list-times';
import { useListCount } from '../list/use-list-count';
import { useListPages } from '../list/use-list-pages';

/** The decisions that fit, with how many there are, how many of them sent nothing, and what has come since. */
export function useDecisionList(filter: DecisionFilter, sort: (typeof DECISION_SORTS)[number]) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const listed = trpc.decisions.list.infiniteQueryOptions(
    { filter, sort, limit: PAGE_SIZE },
    { getNextPageParam: (page) => page.next_cursor, gcTime: KEPT_MS, staleTime: KEPT_MS, refetchInterval: whileEmpty },
  );
  const pages = useListPages(useInfiniteQuery(listed));
  const countOptions = (of: DecisionFilter) =>
    trpc.decisions.count.infiniteQueryOptions({ filter: of }, { getNextPageParam: (step) => step.next_cursor });
  const counted = countOptions(filter);
  const nowhere = countOptions({ ...filter, sent: 'NOWHERE' });
  const newest = sort === 'newest' ? pages.rows[0]?.decision_id : undefined;
  const newer = useQuery(
    trpc.decisions.newer.queryOptions(
      { filter, than: newest ?? '' },
      { enabled: newest !== undefined, refetchInterval: NEWER_EVERY_MS },
    ),
  ).data;
  return {
    pages,
    count: useListCount(useInfiniteQuery(counted)),
    nowhere: useListCount(useInfiniteQuery(nowhere)),
    newer: newer ?? 0,
    /** Reads the list anew from its beginning. */
    again: () => {
      void client.resetQueries({ queryKey: listed.queryKey });
      for (const { queryKey } of [counted, nowhere]) void client.invalidateQueries({ queryKey });
    },
  };
}

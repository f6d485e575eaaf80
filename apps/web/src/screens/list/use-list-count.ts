'use client';

import { useEffect } from 'react';
import { COUNT_MAX, type CountStep } from '@/rows/page-of';

interface CountQuery {
  readonly data: { readonly pages: readonly CountStep[] } | undefined;
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isError: boolean;
  readonly fetchNextPage: () => unknown;
}

/** A count as it stands: `isWhole` once all is counted, or more than is counted exactly. */
export interface ListCount {
  readonly count: number;
  readonly isWhole: boolean;
  readonly isMore: boolean;
}

/** Counts on until all is counted, or more than is counted exactly: each step is short. Null before the first. */
export function useListCount(query: CountQuery): ListCount | null {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const count = data?.pages.reduce((sum, step) => sum + step.count, 0) ?? 0;
  const isMore = count > COUNT_MAX;
  const goesOn = hasNextPage && !isMore;
  useEffect(() => {
    if (goesOn && !isFetching && !isError) void fetchNextPage();
  }, [goesOn, isFetching, isError, fetchNextPage]);
  return data === undefined ? null : { count, isMore, isWhole: !goesOn };
}

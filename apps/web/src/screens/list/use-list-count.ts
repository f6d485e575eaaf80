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
export interface Counted {
  readonly count: number;
  readonly isWhole: boolean;
  readonly isMore: boolean;
}

/** Null before the first step, and `failed` where it could not be made. */
export type ListCount = Counted | 'failed' | null;

/** Counts on until all is counted, or more than is counted exactly: each step is short. */
export function useListCount(query: CountQuery): ListCount {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const count = data?.pages.reduce((sum, step) => sum + step.count, 0) ?? 0;
  const isMore = count > COUNT_MAX;
  const goesOn = hasNextPage && !isMore;
  useEffect(() => {
    if (goesOn && !isFetching && !isError) void fetchNextPage();
  }, [goesOn, isFetching, isError, fetchNextPage]);
  if (data === undefined) return isError ? 'failed' : null;
  return { count, isMore, isWhole: !goesOn };
}

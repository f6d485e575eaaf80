'use client';

import { useCallback, useMemo, useState } from 'react';
import type { PageOf } from '@/rows/page-of';

/** What a list reads of its query, whatever it is a list of. */
interface PagesQuery<Row> {
  readonly data: { readonly pages: readonly PageOf<Row>[] } | undefined;
  readonly error: { readonly message: string } | null;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

/** The pages of a list as one, and what they say together. */
export interface ListPages<Row> {
  readonly rows: readonly Row[];
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly failure: string | undefined;
  readonly asOfMs: number | null;
  /** Back to where it was looked, where there may be more beyond; null where the list has ended. */
  readonly lookedTo: string | null;
  /** True where the person has stopped a long look. */
  readonly isStopped: boolean;
  readonly more: () => void;
  readonly stop: () => void;
  readonly goOn: () => void;
  readonly retry: () => void;
}

export function useListPages<Row>(query: PagesQuery<Row>): ListPages<Row> {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = query;
  const [isStopped, setStopped] = useState(false);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetching && !isStopped && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, isStopped, error, fetchNextPage]);
  return {
    rows,
    isPending: query.isPending,
    isFetching,
    failure: error?.message,
    asOfMs: data?.pages[0]?.as_of_ms ?? null,
    lookedTo: data?.pages.at(-1)?.next_cursor ?? null,
    isStopped,
    more,
    stop: () => setStopped(true),
    goOn: () => setStopped(false),
    retry: () => void refetch(),
  };
}

'use client';

import type { ImportKind, ImportState } from '@fairlead/core/report/import-state';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client';
import { IMPORTS_PAGE } from './imports-page';

/** What is on its way or being loaded is looked at this often, and what stands this often. */
const MOVING_EVERY_MS = 1_000;
const STANDING_EVERY_MS = 10_000;
const FAULTS_PAGE = 200;

const MOVING: ReadonlySet<ImportState> = new Set(['UPLOADING', 'QUEUED', 'LOADING']);

/** Whether something still becomes of it by itself. */
export const isMoving = ({ state }: { readonly state: ImportState }): boolean => MOVING.has(state);

/** What was brought of a kind, the newest first, with what becomes of it. */
export function useImports(kind: ImportKind) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.reports.imports.infiniteQueryOptions(
      { kind, limit: IMPORTS_PAGE },
      {
        getNextPageParam: (page) => page.next,
        refetchInterval: ({ state: { data } }) =>
          data?.pages.some(({ rows }) => rows.some(isMoving)) === true ? MOVING_EVERY_MS : STANDING_EVERY_MS,
      },
    ),
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return { ...query, rows };
}

/** One import, with what becomes of it. */
export function useImport(id: string) {
  const trpc = useTRPC();
  return useSuspenseQuery(
    trpc.reports.import.queryOptions(
      { id },
      {
        refetchInterval: ({ state: { data } }) =>
          data !== undefined && isMoving(data) ? MOVING_EVERY_MS : STANDING_EVERY_MS,
      },
    ),
  );
}

/** Faults of an import, of one code or of every one; read anew when there are more of them. */
export function useImportFaults(id: string, code: string | null, count: number) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.reports.importFaults.infiniteQueryOptions(
      { id, code, limit: FAULTS_PAGE },
      {
        enabled: count > 0,
        getNextPageParam: (page) => (page.length < FAULTS_PAGE ? null : (page.at(-1)?.number ?? null)),
      },
    ),
  );
  const rows = useMemo(() => query.data?.pages.flat() ?? [], [query.data]);
  return { ...query, rows };
}

'use client';

import type { ReportKind } from '@fairlead/core/report/report-kind';
import type { RunState } from '@fairlead/core/report/run-state';
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/client';
import { RUNS_PAGE } from './runs-page';

/** What is being made is looked at this often, and what others do with what is made this often. */
const MAKING_EVERY_MS = 1_000;
const STANDING_EVERY_MS = 10_000;

const isMaking = ({ state }: { readonly state: RunState }): boolean => state === 'QUEUED' || state === 'RUNNING';

/** The runs of a kind or of every one, the newest first, with what becomes of them. */
export function useReportRuns(kind: ReportKind | null) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.reports.list.infiniteQueryOptions(
      { kind, limit: RUNS_PAGE },
      {
        getNextPageParam: (page) => page.next,
        refetchInterval: ({ state: { data } }) =>
          data?.pages.some(({ rows }) => rows.some(isMaking)) === true ? MAKING_EVERY_MS : STANDING_EVERY_MS,
      },
    ),
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  return { ...query, rows };
}

/** What is to be published of the time that ended last. */
export function useReportsDue() {
  const trpc = useTRPC();
  return useQuery(trpc.reports.due.queryOptions(undefined, { refetchInterval: STANDING_EVERY_MS }));
}

/** One run, with what becomes of it. */
export function useReport(id: string) {
  const trpc = useTRPC();
  return useSuspenseQuery(
    trpc.reports.get.queryOptions(
      { id },
      {
        refetchInterval: ({ state: { data } }) =>
          data !== undefined && isMaking(data.run) ? MAKING_EVERY_MS : STANDING_EVERY_MS,
      },
    ),
  );
}

/** What a run's files were made of; a run that is made does not change. */
export function useReportFigures(id: string, isMade: boolean) {
  const trpc = useTRPC();
  const lasting = { enabled: isMade, staleTime: Number.POSITIVE_INFINITY };
  return useQuery(trpc.reports.figures.queryOptions({ id }, lasting));
}

/** What venues pay and have paid. */
export function usePaymentTerms() {
  const trpc = useTRPC();
  return useQuery(trpc.reports.terms.queryOptions(undefined, { refetchInterval: STANDING_EVERY_MS }));
}

/** The lists of members of the S&P 500. */
export function useMemberLists() {
  const trpc = useTRPC();
  return useQuery(trpc.reports.members.queryOptions(undefined, { refetchInterval: STANDING_EVERY_MS }));
}

/** Who the firm is, as its reports name it. */
export function useReportFirm() {
  const trpc = useTRPC();
  return useQuery(trpc.reports.firm.queryOptions(undefined, { refetchInterval: STANDING_EVERY_MS }));
}

/** What the firm has chosen where its reports rest on what no public source was seen for. */
export function useReportChoices() {
  const trpc = useTRPC();
  return useQuery(trpc.reports.choices.queryOptions(undefined, { refetchInterval: STANDING_EVERY_MS }));
}

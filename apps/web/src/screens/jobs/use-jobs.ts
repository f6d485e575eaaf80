'use client';

import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { JOB_RUN_PARSERS, runsPlace } from '@/lists/job-list-url';
import { useTRPC } from '@/trpc/client';

const EVERY_MS = 2_000;

/** The jobs of the worker as they stand, while somebody looks. */
export function useJobs() {
  const trpc = useTRPC();
  return useQuery(trpc.jobs.list.queryOptions(undefined, { refetchInterval: EVERY_MS }));
}

/** The tries of a job: the newest are read again and again, older ones do not change. */
export function useJobRuns(name: string) {
  const trpc = useTRPC();
  const [{ show, before }] = useQueryStates(JOB_RUN_PARSERS);
  const options = before === null ? { refetchInterval: EVERY_MS } : {};
  return { show, before, query: useQuery(trpc.jobs.runs.queryOptions(runsPlace(name, { show, before }), options)) };
}

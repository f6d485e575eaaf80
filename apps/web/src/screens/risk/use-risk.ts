'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { useMaySeeRisk } from './not-shown';

/** What stands changes with each order; limits and lists when somebody decides. */
const USE_EVERY_MS = 1_000;
const SETTINGS_EVERY_MS = 5_000;

/** The limits of now, while somebody who may looks at them. */
export function useLimits() {
  const trpc = useTRPC();
  const enabled = useMaySeeRisk();
  return useQuery(trpc.risk.limits.queryOptions(undefined, { enabled, refetchInterval: SETTINGS_EVERY_MS }));
}

/** What the orders of today come to, second by second. */
export function useExposure() {
  const trpc = useTRPC();
  const enabled = useMaySeeRisk();
  return useQuery(trpc.risk.exposure.queryOptions(undefined, { enabled, refetchInterval: USE_EVERY_MS }));
}

/** Who may trade what. */
export function useRiskLists() {
  const trpc = useTRPC();
  const enabled = useMaySeeRisk();
  return useQuery(trpc.risk.lists.queryOptions(undefined, { enabled, refetchInterval: SETTINGS_EVERY_MS }));
}

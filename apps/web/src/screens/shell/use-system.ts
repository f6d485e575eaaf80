'use client';

import { useQuery } from '@tanstack/react-query';
import type { SystemState } from '@/system/system-state';
import { useTRPC } from '@/trpc/client';

const ASK_EVERY_MS = 10_000;

/** What the installation is and how it stands. What was told last stays while nobody tells anything newer. */
export function useSystem(): SystemState | undefined {
  const trpc = useTRPC();
  const options = { refetchInterval: ASK_EVERY_MS, staleTime: ASK_EVERY_MS / 2 };
  return useQuery(trpc.system.get.queryOptions(undefined, options)).data;
}

/** How far the router's clock was ahead of this browser's when it answered, in milliseconds; 0 where it did not. */
export function useAheadMs(): number {
  const trpc = useTRPC();
  const { data, dataUpdatedAt } = useQuery(trpc.system.get.queryOptions(undefined, { enabled: false }));
  return data === undefined || data.present === null ? 0 : Date.parse(data.present.timestamp) - dataUpdatedAt;
}

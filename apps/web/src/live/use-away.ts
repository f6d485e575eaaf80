'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { systemHealth } from '@/system/system-health';
import type { Away } from '@/words/away-words';
import { awayOf } from './away';
import { useFreshnessSince } from './live-context';

const ASK_EVERY_MS = 2_000;
const ANSWER_MS_MAX = 5_000;
const KEY = ['installation'] as const;

/** What is away now: by the stream, and by an address that answers without a database and a session, asked every two seconds. */
export function useAway(): readonly Away[] {
  const query = useQuery({
    queryKey: KEY,
    queryFn: readHealth,
    refetchInterval: ASK_EVERY_MS,
    staleTime: ASK_EVERY_MS / 2,
    // A browser that thinks it is offline can still reach a console on its own machine.
    networkMode: 'always',
  });
  const freshness = useFreshnessSince();
  const lostAtMs = useRef<number | null>(null);
  if (query.isError) lostAtMs.current ??= query.errorUpdatedAt;
  else lostAtMs.current = null;
  const silentSinceMs = lostAtMs.current;
  const away = query.data?.away;
  return useMemo(() => {
    const told = silentSinceMs !== null ? { silentSinceMs } : away === undefined ? null : { away };
    return awayOf(told, freshness);
  }, [silentSinceMs, away, freshness]);
}

/** Reads everything on the screen again when something that was away is back. */
export function useReadAgainWhenBack(awayCount: number): void {
  const client = useQueryClient();
  const before = useRef(0);
  useEffect(() => {
    if (awayCount < before.current)
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
    before.current = awayCount;
  }, [awayCount, client]);
}

async function readHealth() {
  const response = await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS_MAX) });
  return systemHealth.parse(await response.json());
}

'use client';

import { useEffect, useRef } from 'react';
import { useAway } from '@/live/use-away';

/** Tries again by itself what failed while something was away, once nothing is any more. */
export function useResetWhenBack(again: () => void): void {
  const away = useAway();
  const latest = useRef(again);
  latest.current = again;
  const wasAway = useRef(false);
  const isAway = away.length > 0;
  useEffect(() => {
    if (!isAway && wasAway.current) latest.current();
    wasAway.current ||= isAway;
  }, [isAway]);
}

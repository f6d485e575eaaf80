'use client';

import { useEffect, useMemo, useState } from 'react';
import { useLive } from '@/live/live-context';
import type { DecisionRow } from '@/rows/decision-row';
import { mergeDecisions, withNews } from './decision-news';

/** Why the list holds still, if it does. */
export type Hold = 'none' | 'paused' | 'reading';

/** The decisions to show: those of the stream before the stored ones, held still while somebody has paused or reads. */
export function useLiveDecisions(stored: readonly DecisionRow[], hold: Hold) {
  const live = useLive();
  const all = useMemo(() => mergeDecisions(live.decisions, stored), [live.decisions, stored]);
  const [held, setHeld] = useState<readonly DecisionRow[] | null>(null);
  const newest = all[0]?.decision_id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is held is the list of the moment at which the hold began
  useEffect(() => setHeld(hold === 'none' ? null : all), [hold]);
  const shown = hold === 'none' || held === null ? all : held;
  const waiting = useMemo(() => {
    const last = shown[0];
    if (hold === 'none' || last === undefined || last.decision_id === newest) return 0;
    return all.findIndex((row) => row.decision_id === last.decision_id);
  }, [hold, shown, all, newest]);
  const { orders, waveCosts } = live;
  const rows = useMemo(() => shown.map((row) => withNews(row, { orders, waveCosts })), [shown, orders, waveCosts]);
  return { rows, waiting: Math.max(0, waiting) };
}

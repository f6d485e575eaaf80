'use client';

import { useEffect, useMemo, useState } from 'react';
import { useLive } from '@/live/live-context';
import type { DecisionRow } from '@/rows/decision-row';

/** Why the list holds still, if it does. */
export type Hold = 'none' | 'paused' | 'reading';

/** The decisions to show: those of the stream before the stored ones, held still while somebody has paused or reads. */
export function useLiveDecisions(stored: readonly DecisionRow[], hold: Hold) {
  const live = useLive();
  const all = useMemo(() => {
    const known = new Set(live.decisions.map((row) => row.decision_id));
    const merged = [...live.decisions, ...stored.filter((row) => !known.has(row.decision_id))];
    return merged.sort((a, b) => b.at_ms - a.at_ms);
  }, [live.decisions, stored]);
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
  const rows = useMemo(
    () =>
      shown.map((row) => {
        const order = live.orders.get(row.order_pk);
        if (order === undefined) return row;
        // The order's cost is the wave's only where it has no other.
        const realised = order.waves === 1 ? order.realised_cost_bps : null;
        return { ...row, realised_cost_bps: realised, order_state: order.state };
      }),
    [shown, live.orders],
  );
  return { rows, waiting: Math.max(0, waiting) };
}

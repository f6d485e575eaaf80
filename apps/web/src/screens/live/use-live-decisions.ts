'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useLiveStore } from '@/live/live-context';
import type { DecisionRow } from '@/rows/decision-row';
import type { LiveTopic } from '@/stream/live-wish';
import { divideAt, type HeldRows } from './held-rows';

const FOLLOWED: readonly LiveTopic[] = ['ROUTING_UPDATE', 'ORDER_UPDATE', 'EXECUTION'];

/** The decisions of the stream with the stored ones, the newest first; those that come while they are held wait. */
export function useLiveDecisions(stored: readonly DecisionRow[], isHeld: boolean): HeldRows<DecisionRow> {
  const store = useLiveStore(FOLLOWED);
  useEffect(() => store.putStored(stored), [store, stored]);
  const { decisions } = useSyncExternalStore(store.subscribe, store.snapshot, store.serverSnapshot);
  return useHeld(decisions.length === 0 ? stored : decisions, isHeld);
}

function useHeld(rows: readonly DecisionRow[], isHeld: boolean): HeldRows<DecisionRow> {
  const newestHeld = useRef<string | null>(null);
  const lastShown = useRef(rows);
  newestHeld.current = isHeld ? (newestHeld.current ?? lastShown.current[0]?.decision_id ?? null) : null;
  const id = newestHeld.current;
  const divided = divideAt(rows, id === null ? null : (row) => row.decision_id === id);
  // Where so many have come that what is held is not kept any more, it stays as it was.
  const isOvertaken = id !== null && divided.shown[0]?.decision_id !== id;
  const held = isOvertaken ? { shown: lastShown.current, waiting: rows } : divided;
  lastShown.current = held.shown;
  return held;
}

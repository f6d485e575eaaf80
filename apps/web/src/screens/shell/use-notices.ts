'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useLive } from '@/live/live-context';
import type { LiveTopic } from '@/stream/live-wish';
import { useTRPC } from '@/trpc/client';
import { alertList, haltsInForce, type ListedAlert, type ListedHalt } from './alert-list';
import { useAcknowledged } from './use-acknowledged';
import { useSystem } from './use-system';

const TOPICS: readonly LiveTopic[] = ['ALERT', 'HALT'];

/** What must not be missed: halts, and alerts with what somebody has done about them. */
export interface Notices {
  readonly halts: readonly ListedHalt[];
  readonly alerts: readonly ListedAlert[];
  /** Those that wait for somebody: no mere notes, not over, not acknowledged. */
  readonly open: readonly ListedAlert[];
  readonly isAcknowledged: (alert: ListedAlert) => boolean;
  readonly acknowledge: (seqs: readonly number[]) => void;
}

/** Alerts and halts as the router tells of them, and as they come over the stream; the server gives each person only what is theirs to see. */
export function useNotices(person: string): Notices {
  const lasting = useSystem()?.lasting;
  const heard = useLive(TOPICS);
  useAskAgainOf(heard.halts, heard.gaps);
  const [acknowledged, acknowledge] = useAcknowledged(person);
  return useMemo(() => {
    const alerts = alertList(lasting?.alerts ?? [], heard.alerts);
    return {
      halts: haltsInForce(lasting?.halts ?? [], heard.halts),
      alerts,
      open: alerts.filter(({ seq, severity, isOver }) => severity !== 'INFO' && !isOver && !acknowledged.has(seq)),
      isAcknowledged: ({ seq }) => acknowledged.has(seq),
      acknowledge,
    };
  }, [lasting, heard.alerts, heard.halts, acknowledged, acknowledge]);
}

/**
 * The stream says that a halt has begun or ended; since when and by whom, and what else is in force, the router says when it is asked. So it is where
 * something was missed, which may have been the end of one.
 */
function useAskAgainOf(halts: ReadonlyMap<string, unknown>, gaps: number): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  useEffect(() => {
    if (halts.size === 0 && gaps === 0) return;
    void queries.invalidateQueries(trpc.system.get.queryFilter());
    void queries.invalidateQueries(trpc.halts.list.queryFilter());
  }, [halts, gaps, queries, trpc]);
}

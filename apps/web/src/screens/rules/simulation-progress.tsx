'use client';

import { Button } from '@fairlead/ui/button';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { formatQuantity, formatWait } from '@/words/figures';

const ASK_EVERY_MS = 500;

/** A simulation that is under way. */
interface Run {
  readonly by: string;
  readonly looked_at: number;
  readonly max_decisions: number;
}

/** The simulation of a version that is under way; null where none is. */
export function useSimulationRun(version: number, isAsked: boolean): Run | null {
  const trpc = useTRPC();
  const options = { refetchInterval: ASK_EVERY_MS, staleTime: 0, gcTime: 0, enabled: isAsked };
  const { data } = useQuery(trpc.rules.simulationRun.queryOptions({ version }, options));
  return isAsked ? (data?.running ?? null) : null;
}

/** How far it is, how long it takes at most, and a way to end it. */
export function SimulationProgress({ version, run }: { version: number; run: Run }) {
  const trpc = useTRPC();
  const stop = useMutation(trpc.rules.stopSimulation.mutationOptions());
  const mayStop = useViewer().can('rules:write');
  const left = useTimeLeft(run);
  const words = `${formatQuantity(run.looked_at)} of ${formatQuantity(run.max_decisions)} decisions at most${left}`;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
      <div
        role="progressbar"
        aria-label="Simulation"
        aria-valuenow={run.looked_at}
        aria-valuemin={0}
        aria-valuemax={run.max_decisions}
        className="h-1.5 w-40 overflow-hidden rounded-sm bg-line-strong"
      >
        <div className="h-full bg-accent" style={{ width: `${(100 * run.looked_at) / run.max_decisions}%` }} />
      </div>
      <span role="status" className="figures">
        {run.by} simulates it: {words}
      </span>
      {mayStop && (
        <Button size="sm" disabled={stop.isPending} onClick={() => stop.mutate({ version })}>
          Stop
        </Button>
      )}
    </div>
  );
}

/** By the pace since it was first seen here. */
function useTimeLeft({ looked_at: done, max_decisions: most }: Run): string {
  const first = useRef({ atMs: Date.now(), done });
  const paceMs = (Date.now() - first.current.atMs) / Math.max(1, done - first.current.done);
  if (done - first.current.done < 20) return '';
  return `, ${formatWait(Math.ceil(((most - done) * paceMs) / 1_000) * 1_000)} left at most`;
}

'use client';

import { Button } from '@fairlead/ui/button';
import { DataTable } from '@fairlead/ui/data-table';
import { useHotkeys } from '@fairlead/ui/hotkeys';
import { KeyHint } from '@fairlead/ui/key-hint';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { DECISION_COLUMNS } from '../decision-columns';
import { DecisionFilter, useDecisionFilter } from '../decision-filter';
import { PAGE_SIZE } from '../page-size';
import { type Hold, useLiveDecisions } from './use-live-decisions';

const NONE: readonly never[] = [];

/** Decisions as they happen. */
export function LiveDecisions() {
  const router = useRouter();
  const trpc = useTRPC();
  const query = useQuery(trpc.decisions.list.queryOptions({ limit: PAGE_SIZE }));
  const [paused, setPaused] = useState(false);
  const [reading, setReading] = useState(false);
  const hold: Hold = paused ? 'paused' : reading ? 'reading' : 'none';
  const { rows, waiting } = useLiveDecisions(query.data?.rows ?? NONE, hold);
  const filter = useDecisionFilter();
  useHotkeys({ p: () => setPaused((before) => !before) });
  return (
    <DataTable
      name="Decisions"
      primary
      columns={DECISION_COLUMNS}
      rows={rows.filter(filter.keeps)}
      rowKey={(row) => row.decision_id}
      onOpen={(row) => router.push(`/decisions/${row.decision_id}`)}
      onReading={setReading}
      filter={filter.filter.q}
      loading={query.isPending}
      failure={rows.length === 0 ? query.error?.message : undefined}
      onRetry={() => void query.refetch()}
      toolbar={
        <>
          <DecisionFilter {...filter} />
          <Button size="md" aria-pressed={paused} onClick={() => setPaused(!paused)}>
            {paused ? 'Resume' : 'Pause'}
            <KeyHint keys={['p']} />
          </Button>
          <HoldNote hold={hold} waiting={waiting} />
        </>
      }
      empty={
        filter.isOn ? (
          <EmptyState title="No decision fits the filter">Clear it, or wait: the list goes on filling.</EmptyState>
        ) : (
          <EmptyState title="No decision yet">
            Send an order to the router’s API, or start without --no-demo to watch a simulated flow.
          </EmptyState>
        )
      }
    />
  );
}

/** Says why the list holds still and how much is waiting; always takes its room, so that nothing moves. */
function HoldNote({ hold, waiting }: { hold: Hold; waiting: number }) {
  const count = waiting === 0 ? 'nothing new' : `${waiting} new waiting`;
  return (
    <span role="status" className="figures min-w-40 text-xs text-muted">
      {hold === 'paused' && <span className="text-degraded">Paused · {count}</span>}
      {hold === 'reading' && waiting > 0 && `Held while you read · ${count}`}
    </span>
  );
}

'use client';

import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { PeerExecutionsSection } from './peer-executions-section';
import { PeerRoutingSection } from './peer-routing-section';

/** What other firms have published, beside our own reports of the same time. */
export function PeersView() {
  const trpc = useTRPC();
  const query = useQuery(trpc.peers.periods.queryOptions(undefined, { staleTime: 60_000 }));
  const periods = query.data ?? [];
  if (query.data !== undefined && periods.length === 0)
    return (
      <EmptyState title="Nothing of other firms is loaded">
        Brokers publish how they route, market centres how they execute. Load their files with{' '}
        <code className="font-mono">npm run peers:load -- FILE…</code>, and they stand here beside your own reports.
      </EmptyState>
    );
  return (
    <div>
      <PeerExecutionsSection periods={periods} loading={query.isPending} />
      <PeerRoutingSection periods={periods} loading={query.isPending} />
    </div>
  );
}

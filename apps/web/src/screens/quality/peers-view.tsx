'use client';

import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { PeerExecutionsSection } from './peer-executions-section';
import { PeerFilesSection } from './peer-files-section';
import { PeerRoutingSection } from './peer-routing-section';

/** What other firms have published, beside our own reports of the same time. */
export function PeersView() {
  const trpc = useTRPC();
  const query = useQuery(trpc.peers.periods.queryOptions(undefined, { staleTime: 60_000 }));
  const periods = query.data ?? [];
  const { can, clientId } = useViewer();
  const mayReadFiles = clientId === null && can('reports:read');
  const isEmpty = query.data !== undefined && periods.length === 0;
  return (
    <div>
      {isEmpty && !mayReadFiles && (
        <EmptyState title="Nothing of other firms is loaded">
          Brokers publish how they route, market centres how they execute. Whoever keeps the firm’s reports brings their
          files, and they stand here.
        </EmptyState>
      )}
      {!isEmpty && (
        <>
          <PeerExecutionsSection periods={periods} loading={query.isPending} />
          <PeerRoutingSection periods={periods} loading={query.isPending} />
        </>
      )}
      {mayReadFiles && <PeerFilesSection />}
    </div>
  );
}

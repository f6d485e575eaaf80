'use client';

import type { ReportSection } from '@fairlead/core/report/report-section';
import { Dialog } from '@fairlead/ui/dialog';
import { ErrorState } from '@fairlead/ui/region-state';
import { Skeleton } from '@fairlead/ui/skeleton';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { monthWords, SECTION_NAMES } from '@/words/peer-words';
import type { RoutingLine } from './peer-line';

interface AspectsSheetProps {
  readonly line: RoutingLine;
  readonly month: string;
  readonly section: ReportSection;
  readonly onClose: () => void;
}

/** What a firm says of its relationship with a venue: payments, tiers, ownership, in the words of its report. */
export function AspectsSheet({ line, month, section, onClose }: AspectsSheetProps) {
  const trpc = useTRPC();
  const ask = { file_id: line.fileId, place: line.place, month, section };
  const query = useQuery(trpc.peers.aspects.queryOptions(ask, { staleTime: 60_000 }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${line.firm} to ${line.venue}`}
      description={`Material aspects as printed, ${SECTION_NAMES[section]}, ${monthWords(month)}`}
    >
      {query.isPending && <Skeleton className="h-24" />}
      {query.error !== null && (
        <ErrorState title="It cannot be read now" onRetry={() => void query.refetch()}>
          {query.error.message}
        </ErrorState>
      )}
      {query.data !== undefined && (
        <p className="text-sm break-words whitespace-pre-wrap">
          {(query.data.text ?? '') === '' ? (
            <span className="text-muted">The report says nothing of them.</span>
          ) : (
            query.data.text
          )}
        </p>
      )}
    </Dialog>
  );
}

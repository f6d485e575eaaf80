'use client';

import { wilsonInterval } from '@fairlead/core/analytics/wilson';
import { Choice } from '@fairlead/ui/choice';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { type ReactNode, useMemo } from 'react';
import { TRAFFIC_RANGES, type TrafficRange, type VenueTraffic } from '@/rows/venue-traffic';
import { useTRPC } from '@/trpc/client';
import { childReasonOf } from '@/words/ending-words';
import { formatQuantity, formatShare } from '@/words/figures';
import { roomFor } from './room-for';
import { TrafficCharts } from './traffic-charts';

const ASK_EVERY_MS = 15_000;
const RANGES: readonly { value: TrafficRange; label: string }[] = [
  { value: '1h', label: 'Last hour' },
  { value: '6h', label: 'Last 6 hours' },
  { value: '24h', label: 'Last 24 hours' },
];

interface TrafficSectionProps {
  readonly venueId: string;
  readonly isOneClient: boolean;
  /** What stands beside the rejects. */
  readonly beside: ReactNode;
}

/** What came of the viewer's child orders at a venue: its course, how long answers took, and what was refused why. */
export function TrafficSection({ venueId, isOneClient, beside }: TrafficSectionProps) {
  const trpc = useTRPC();
  const [range, setRange] = useQueryState('range', parseAsStringLiteral(TRAFFIC_RANGES).withDefault('1h'));
  const query = useQuery(
    trpc.venues.traffic.queryOptions({ venue_id: venueId, range }, { refetchInterval: ASK_EVERY_MS, staleTime: 0 }),
  );
  const { data, isPending, error, refetch } = query;
  const rows = useMemo(() => (data === undefined ? [] : rejectsOf(data)), [data]);
  return (
    <section aria-label="What it did" className="min-w-0 pt-1">
      <div className="flex min-h-8 flex-wrap items-center gap-3 px-4">
        <SectionTitle
          title="What it did"
          note={isOneClient ? 'with the child orders of your client' : 'with the child orders of all clients'}
        />
        <Choice label="Range" value={range} options={RANGES} onChange={(chosen) => void setRange(chosen)} />
        {data !== undefined && data.whole.ended > 0 && <Whole traffic={data} />}
      </div>
      <TrafficCharts
        traffic={data}
        loading={isPending}
        failure={data === undefined ? error?.message : undefined}
        onRetry={() => void refetch()}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] border-t border-line pt-1 xl:grid-cols-[3fr_2fr]">
        <div className="min-w-0">{beside}</div>
        <div className="min-w-0 border-line max-xl:border-t max-xl:pt-1 xl:border-l">
          <DataTable
            name="Rejects by reason"
            columns={REJECT_COLUMNS}
            rows={rows}
            rowKey={({ code }) => code}
            rowsInSight={roomFor(rows.length, 8)}
            toolbar={<SectionTitle title="Rejects by reason" note="of what was sent there and ended in this time" />}
            loading={isPending}
            failure={data === undefined ? error?.message : undefined}
            onRetry={() => void refetch()}
            empty={<EmptyState title="Nothing was refused">in this time.</EmptyState>}
          />
        </div>
      </div>
    </section>
  );
}

/** The whole of the time in one line, each share with its interval. */
function Whole({ traffic: { whole } }: { traffic: VenueTraffic }) {
  const { ended, filled, rejected, missed, p50_ms: p50, p90_ms: p90, p99_ms: p99 } = whole;
  const parts = [
    `${formatQuantity(ended)} ended`,
    `filled ${shareWords(filled, ended)}`,
    `came back empty ${shareWords(missed, ended)}`,
    `rejected ${shareWords(rejected, ended)}`,
    p50 === null || p90 === null || p99 === null
      ? 'no answer timed'
      : `answers p50 ${p50.toFixed(2)}, p90 ${p90.toFixed(2)}, p99 ${p99.toFixed(2)} ms`,
  ];
  return <p className="figures text-2xs text-muted">{parts.join(' · ')}</p>;
}

function shareWords(count: number, of: number): string {
  const { low95: low, high95: high } = wilsonInterval(count / of, of);
  return `${formatShare(count / of)} (${formatShare(low)} to ${formatShare(high)})`;
}

interface RejectRow {
  readonly code: string;
  readonly count: number;
  readonly of: number;
}

function rejectsOf({ rejects, whole }: VenueTraffic): readonly RejectRow[] {
  return rejects.map(({ code, count }) => ({ code: code ?? 'no code', count, of: whole.ended }));
}

const REJECT_COLUMNS: readonly Column<RejectRow>[] = [
  {
    id: 'why',
    header: 'Why',
    width: 200,
    grow: true,
    priority: 1,
    value: ({ code }) => childReasonOf(code),
  },
  {
    id: 'code',
    header: 'Code',
    width: 200,
    priority: 3,
    value: ({ code }) => code,
    cell: ({ code }) => <span className="font-mono text-2xs">{code}</span>,
  },
  { id: 'count', header: 'Rejects', align: 'right', width: 84, priority: 1, value: ({ count }) => count },
  {
    id: 'share',
    header: 'Share of what ended',
    hint: 'With its 95 % interval (Wilson)',
    align: 'right',
    width: 165,
    priority: 2,
    value: ({ count, of }) => shareWords(count, of),
  },
];

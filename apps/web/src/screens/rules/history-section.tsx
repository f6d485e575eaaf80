'use client';

import type { RulesHistory, RulesVersion } from '@fairlead/contracts/rules';
import type { Column } from '@fairlead/ui/column';
import { CopyId } from '@fairlead/ui/copy-id';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { formatEt, formatEtDate, Time } from '@fairlead/ui/time';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { actionWords } from '@/words/rules-state-words';
import { RULES_EVERY_MS } from './use-rules';

type Entry = RulesHistory['entries'][number];

const ROWS_MAX = 12;
const ROWS_WAITING = 3;

const COLUMNS: readonly Column<Entry>[] = [
  {
    id: 'at',
    header: 'When',
    unit: 'ET',
    width: 204,
    priority: 1,
    value: ({ at }) => `${formatEtDate(Date.parse(at))} ${formatEt(Date.parse(at))}`,
    cell: ({ at }) => <Time atMs={Date.parse(at)} withDate />,
  },
  { id: 'what', header: 'What', width: 168, priority: 1, value: actionWords },
  { id: 'who', header: 'Who', width: 190, priority: 2, value: (entry) => entry.actor },
  {
    id: 'why',
    header: 'Why',
    width: 160,
    grow: true,
    priority: 2,
    value: (entry) => entry.reason,
    cell: ({ reason }) => <span title={reason ?? undefined}>{reason ?? '–'}</span>,
  },
  {
    id: 'audit',
    header: 'Audit entry',
    width: 130,
    priority: 3,
    value: (entry) => entry.audit_id,
    cell: (entry) => <CopyId value={entry.audit_id} label="audit entry" />,
  },
];

/** Everything that was done with a version, by the audit. */
export function HistorySection({ version: { version } }: { version: RulesVersion }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.rules.history.queryOptions({ version }, { refetchInterval: RULES_EVERY_MS }));
  const rows = query.data?.entries ?? [];
  return (
    <section aria-label="History" className="min-w-0 border-t border-line pt-1">
      <DataTable
        name="What was done with it"
        columns={COLUMNS}
        rows={rows}
        rowKey={(entry) => entry.audit_id}
        toolbar={<SectionTitle title="History" note="who did what when and why, each an entry of the audit" />}
        rowsInSight={rows.length === 0 ? ROWS_WAITING : Math.min(ROWS_MAX, rows.length)}
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={<EmptyState title="Nothing is told of it">The audit has no entry on this version.</EmptyState>}
      />
    </section>
  );
}

'use client';

import { ActButton } from '@fairlead/ui/act-button';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo, useState } from 'react';
import { useViewer } from '@/viewer/viewer-context';
import { formatQuantity } from '@/words/figures';
import { LoadMembers } from './acts/load-members';
import { useMemberLists } from './use-reports';

/** A list with the days for which it holds. */
interface ListRow {
  readonly as_of: string;
  /** The first day of the list after it; null of the last. */
  readonly until: string | null;
  readonly members: number;
}

const COLUMNS: readonly Column<ListRow>[] = [
  { id: 'from', header: 'From', width: 120, priority: 1, value: (row) => row.as_of },
  {
    id: 'until',
    header: 'Until before',
    width: 140,
    priority: 1,
    value: ({ until }) => until,
    cell: ({ until }) => until ?? <span className="text-muted">the next one</span>,
  },
  {
    id: 'members',
    header: 'Members',
    align: 'right',
    width: 100,
    priority: 1,
    value: ({ members }) => members,
    cell: ({ members }) => formatQuantity(members),
  },
  { id: 'space', header: '', width: 10, grow: true, priority: 4, value: () => null, cell: () => null },
];

/** Who was in the S&P 500 from which day on: by these lists the stocks of a report are divided. */
export function MembersView() {
  const query = useMemberLists();
  const whyNot = useViewer().whyNot('reports:write');
  const [isAsked, setAsked] = useState(false);
  const rows = useMemo(
    () =>
      (query.data ?? [])
        .map((list, index, all): ListRow => ({ ...list, until: all[index + 1]?.as_of ?? null }))
        .reverse(),
    [query.data],
  );
  return (
    <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name="Lists of the S&P 500"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.as_of}
        primary
        toolbar={
          <>
            <SectionTitle
              title="Members of the S&P 500"
              note="a quarter is divided by the list that holds on its first day"
            />
            <ActButton whyNot={whyNot} onClick={() => setAsked(true)}>
              Load lists…
            </ActButton>
          </>
        }
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="No list is loaded">
            Without one the stocks of a quarter cannot be divided, and its report is not made. Load them from a file,
            here or by <code className="font-mono">npm run index:load -- FILE</code>.
          </EmptyState>
        }
      />
      {isAsked && <LoadMembers onClose={() => setAsked(false)} />}
    </div>
  );
}

'use client';

import { ActButton } from '@fairlead/ui/act-button';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { Time } from '@fairlead/ui/time';
import { useState } from 'react';
import type { ReportFirm } from '@/rows/report-firm';
import { useViewer } from '@/viewer/viewer-context';
import { roomFor } from '../venue/room-for';
import { SetFirm } from './acts/set-firm';
import { ChoicesTable } from './choices-table';
import { useReportFirm } from './use-reports';

const ROWS_IN_SIGHT_MAX = 8;

const COLUMNS: readonly Column<ReportFirm>[] = [
  { id: 'from', header: 'From', width: 104, priority: 1, value: (row) => row.effective_from },
  { id: 'bd', header: 'Broker-dealer', width: 160, grow: true, priority: 1, value: ({ bd }) => bd },
  { id: 'crd', header: 'CRD', width: 110, align: 'right', priority: 1, value: ({ crd }) => crd },
  {
    id: 'participant',
    header: 'Participant',
    hint: 'Rule 605: the letter of the designated participant',
    width: 110,
    priority: 3,
    value: ({ participant }) => participant,
  },
  {
    id: 'entity',
    header: 'Its code',
    hint: 'Rule 605: the code that the participant gave to the firm',
    width: 110,
    priority: 3,
    value: ({ entity }) => entity,
  },
  { id: 'by', header: 'Kept by', width: 170, priority: 2, value: (row) => row.author_name },
  {
    id: 'at',
    header: 'Kept',
    unit: 'ET',
    width: 166,
    priority: 4,
    value: (row) => row.created_at_ms,
    cell: (row) => <Time atMs={row.created_at_ms} withDate short />,
  },
];

/** Who the firm is, as its reports name it, and from which day on it was somebody else. */
export function FirmView() {
  const query = useReportFirm();
  const [isAsked, setAsked] = useState(false);
  const whyNot = useViewer().whyNot('reports:write');
  const today = query.data?.today ?? null;
  const rows = query.data?.rows ?? [];
  return (
    <div className="min-h-0 flex-1 space-y-3 overflow-y-auto py-1">
      <DataTable
        name="Who the firm is"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.effective_from}
        primary
        rowsInSight={rows.length === 0 ? roomFor(0, ROWS_IN_SIGHT_MAX) : Math.min(rows.length, ROWS_IN_SIGHT_MAX)}
        toolbar={
          <>
            <SectionTitle
              title="The firm"
              note={today === null ? 'as reports name it' : `today ${today.bd}, CRD ${today.crd}`}
            />
            <ActButton whyNot={whyNot} onClick={() => setAsked(true)}>
              Say who the firm is…
            </ActButton>
          </>
        }
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="Nobody has said who the firm is">
            Its name and CRD number stand on every report: without them no report of real orders is made.
          </EmptyState>
        }
      />
      <ChoicesTable />
      {isAsked && <SetFirm firm={today} onClose={() => setAsked(false)} />}
    </div>
  );
}

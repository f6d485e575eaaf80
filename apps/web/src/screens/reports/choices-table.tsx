'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useState } from 'react';
import type { ReportChoice } from '@/rows/report-choice';
import { useViewer } from '@/viewer/viewer-context';
import { chosenWords, REPORT_CHOICE_WORDS } from '@/words/report-choice-words';
import { REPORT_KIND_WORDS } from '@/words/report-words';
import { roomFor } from '../venue/room-for';
import { SetChoice } from './acts/set-choice';
import { useReportChoices } from './use-reports';

const COLUMNS: readonly Column<ReportChoice>[] = [
  {
    id: 'name',
    header: 'What',
    width: 238,
    grow: true,
    priority: 1,
    value: ({ name }) => REPORT_CHOICE_WORDS[name],
  },
  { id: 'report', header: 'Rule', width: 120, priority: 2, value: ({ report }) => REPORT_KIND_WORDS[report].name },
  {
    id: 'value',
    header: 'Today',
    width: 152,
    grow: true,
    priority: 1,
    value: ({ name, today }) => chosenWords(name, today.value),
    cell: ({ name, today }) => <span title={chosenWords(name, today.value)}>{chosenWords(name, today.value)}</span>,
    hint: 'what reports rest on whose time ends today',
  },
  {
    id: 'verified',
    header: 'Source',
    width: 150,
    priority: 2,
    value: ({ today }) => today.source ?? 'unverified',
    cell: ({ today }) => today.source ?? <Badge tone="degraded">unverified</Badge>,
  },
  {
    id: 'since',
    header: 'Chosen from',
    width: 110,
    priority: 3,
    value: ({ today }) => today.effective_from,
    cell: ({ today }) => today.effective_from ?? <span className="text-muted">as it came</span>,
  },
  { id: 'note', header: 'What it decides', width: 320, grow: true, priority: 3, value: ({ note }) => note },
  {
    id: 'later',
    header: 'Latest',
    hint: 'what was chosen for the latest day, by whom and why',
    width: 220,
    priority: 4,
    value: ({ name, rows: [last] }) =>
      last === undefined
        ? null
        : `${last.effective_from} ${chosenWords(name, last.value)}, ${last.author_name}: ${last.reason}`,
  },
];

/** What reports rest on where no public source was seen, and what the firm has chosen there. */
export function ChoicesTable() {
  const query = useReportChoices();
  const [isAsked, setAsked] = useState(false);
  const whyNot = useViewer().whyNot('reports:write');
  const choices = query.data ?? [];
  return (
    <>
      <DataTable
        name="What reports rest on"
        columns={COLUMNS}
        rows={choices}
        rowKey={({ name }) => name}
        rowsInSight={roomFor(choices.length, choices.length)}
        toolbar={
          <>
            <SectionTitle title="What reports rest on" note="where no public source was seen" />
            <ActButton whyNot={whyNot} onClick={() => setAsked(true)}>
              Choose otherwise…
            </ActButton>
          </>
        }
        loading={query.isPending}
        failure={query.data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title="Nothing is shown">What the firm’s reports rest on is told to its own people.</EmptyState>
        }
      />
      {isAsked && choices.length > 0 && <SetChoice choices={choices} onClose={() => setAsked(false)} />}
    </>
  );
}

import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { formatEt, formatEtDate, Time } from '@fairlead/ui/time';
import Link from 'next/link';
import type { ReportRun } from '@/rows/report-run';
import { formatQuantity } from '@/words/figures';
import { askedBy, forWhom, periodWords, REPORT_KIND_WORDS, RUN_STATE_WORDS } from '@/words/report-words';
import { DueDay } from './due-day';
import { RunBar } from './run-progress';

/** A column of moments. */
function moment(
  column: Pick<Column<ReportRun>, 'id' | 'header' | 'priority'>,
  of: (run: ReportRun) => number | null,
): Column<ReportRun> {
  return {
    ...column,
    ...{ unit: 'ET', width: 166 },
    value: (run) => {
      const atMs = of(run);
      return atMs === null ? null : `${formatEtDate(atMs)} ${formatEt(atMs)}`;
    },
    cell: (run) => {
      const atMs = of(run);
      return atMs === null ? '–' : <Time atMs={atMs} withDate short />;
    },
  };
}

/** What a list of runs tells of each. */
export const RUN_COLUMNS: readonly Column<ReportRun>[] = [
  {
    id: 'kind',
    header: 'Report',
    width: 128,
    grow: true,
    priority: 1,
    pressable: true,
    value: ({ kind }) => REPORT_KIND_WORDS[kind].name,
    cell: ({ id, kind }) => (
      <Link
        href={`/reports/${id}`}
        title={REPORT_KIND_WORDS[kind].about}
        className="text-accent hover:underline"
        onClick={(event) => event.stopPropagation()}
      >
        {REPORT_KIND_WORDS[kind].name}
      </Link>
    ),
  },
  {
    ...{ id: 'period', header: 'Period', width: 122, grow: true, priority: 1, value: periodWords },
    cell: (run) => <span title={periodWords(run)}>{periodWords(run)}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 140,
    priority: 1,
    value: ({ state }) => RUN_STATE_WORDS[state].name,
    cell: (run) =>
      run.state === 'RUNNING' ? (
        <RunBar run={run} />
      ) : (
        <Badge tone={RUN_STATE_WORDS[run.state].tone}>{RUN_STATE_WORDS[run.state].name}</Badge>
      ),
  },
  {
    id: 'orders',
    header: 'Orders',
    width: 96,
    priority: 2,
    value: ({ simulated }) => (simulated ? 'Simulated' : 'Real'),
    cell: ({ simulated }) =>
      simulated ? <Badge tone="degraded">Simulated</Badge> : <span className="text-muted">Real</span>,
  },
  {
    ...{
      id: 'whom',
      header: 'For',
      hint: 'Whom it is for, or of whose orders it is',
      width: 150,
      grow: true,
      priority: 2,
    },
    value: forWhom,
    cell: (run) => <span title={forWhom(run)}>{forWhom(run)}</span>,
  },
  {
    id: 'rows',
    header: 'Rows',
    hint: 'Orders and parts of orders that its figures are sums of',
    align: 'right',
    width: 92,
    priority: 3,
    value: ({ items }) => items,
    cell: ({ items }) => (items === null ? '–' : formatQuantity(items)),
  },
  {
    id: 'due',
    header: 'Due',
    hint: 'By when the customer that asked for it is to have it',
    width: 148,
    priority: 2,
    value: ({ due }) => due?.on ?? null,
    cell: (run) => <DueDay run={run} />,
  },
  moment({ id: 'requested', header: 'Asked for', priority: 2 }, ({ requested }) => requested.at_ms),
  { id: 'by', header: 'By', width: 110, priority: 2, value: askedBy },
  { id: 'approved', header: 'Approved by', width: 150, priority: 3, value: ({ approved }) => approved?.by ?? null },
  moment({ id: 'published', header: 'Published', priority: 3 }, ({ published }) => published?.at_ms ?? null),
];

'use client';

import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import { Choice } from '@fairlead/ui/choice';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useQueryState } from 'nuqs';
import { parseAsReportKind } from '@/lists/report-view-url';
import type { ReportRun } from '@/rows/report-run';
import { REPORT_KIND_WORDS } from '@/words/report-words';
import { useGo } from '../go';
import { OlderOnes } from '../older-ones';
import { StaleNote } from '../stale-note';
import { DueStrip } from './due-strip';
import { RUN_COLUMNS } from './run-columns';
import { useReportRuns } from './use-reports';

const ALL = 'ALL';
const KINDS = [
  { value: ALL, label: 'Every kind' },
  ...REPORT_KINDS.map((kind) => ({ value: kind, label: REPORT_KIND_WORDS[kind].name })),
];
const hrefOf = ({ id }: ReportRun): string => `/reports/${id}`;

/** What is due, and every report that was asked for. */
export function RunsView() {
  const [kind, setKind] = useQueryState('kind', parseAsReportKind);
  const query = useReportRuns(kind);
  const go = useGo();
  return (
    <>
      <DueStrip />
      <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
        <DataTable
          name="Reports asked for"
          columns={RUN_COLUMNS}
          rows={query.rows}
          rowKey={({ id }) => id}
          onOpen={(run) => go(hrefOf(run))}
          primary
          toolbar={
            <>
              <SectionTitle title="Reports" note={noteOf(query.rows, query.hasNextPage)} />
              <Choice
                label="Kind of report"
                value={kind ?? ALL}
                options={KINDS}
                onChange={(chosen) => void setKind(REPORT_KINDS.find((each) => each === chosen) ?? null)}
              />
              <OlderOnes query={query} />
            </>
          }
          loading={query.isPending}
          failure={query.data === undefined ? query.error?.message : undefined}
          onRetry={() => void query.refetch()}
          empty={
            <EmptyState title={kind === null ? 'No report has been asked for' : 'None of this kind has been asked for'}>
              Ask for the quarter that ended last: it is made of the orders as they are stored, and waits here for a
              second person.
            </EmptyState>
          }
        />
        {query.data !== undefined && <StaleNote error={query.error} />}
      </div>
    </>
  );
}

function noteOf(rows: readonly ReportRun[], hasMore: boolean): string {
  if (rows.length === 0) return '';
  const waiting = rows.filter(({ state }) => state === 'DONE').length;
  const all = `${rows.length}${hasMore ? ' newest' : ''}`;
  return waiting === 0 ? all : `${all} · ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for approval`;
}

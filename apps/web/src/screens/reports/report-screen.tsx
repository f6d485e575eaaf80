'use client';

import { Badge } from '@fairlead/ui/badge';
import { CopyId } from '@fairlead/ui/copy-id';
import { Page } from '@fairlead/ui/page';
import type { ReportRun } from '@/rows/report-run';
import { REPORT_KIND_WORDS, RUN_STATE_WORDS, reportTitle } from '@/words/report-words';
import { StaleNote } from '../stale-note';
import { RunActs } from './acts/run-acts';
import { BreakPanel } from './break-panel';
import { CellPanel } from './cell-panel';
import { DueDay } from './due-day';
import { FailureSection } from './failure-section';
import { FilesSection } from './files-section';
import { FindingsSection } from './findings-section';
import { ReportPreview } from './report-preview';
import { ReportWay } from './report-way';
import { RunProgress } from './run-progress';
import { ChosenFigureProvider } from './use-chosen-figure';
import { useReport, useReportFigures } from './use-reports';
import { WithdrawnNote } from './withdrawn-note';

const MADE: ReadonlySet<ReportRun['state']> = new Set(['DONE', 'APPROVED', 'PUBLISHED']);

/** One run of a report: how far it is and by whom, what was found in it, and the report itself, whose figures lead to their rows. */
export function ReportScreen({ id }: { readonly id: string }) {
  const { data, error } = useReport(id);
  const { run, reconciliation, withdrawn } = data;
  const isMade = MADE.has(run.state);
  const figures = useReportFigures(id, isMade);
  return (
    <ChosenFigureProvider>
      <Page
        title={reportTitle(run)}
        lead={<Lead run={run} />}
        actions={<RunActs run={run} reconciliation={reconciliation} isWithdrawn={withdrawn.length > 0} />}
      >
        <div className="flex min-h-0 flex-1 flex-col">
          <div className="min-h-0 flex-1 overflow-y-auto">
            <ReportWay run={run} />
            <StaleNote error={error} />
            {withdrawn.length > 0 && <WithdrawnNote imports={withdrawn} isPublished={run.state === 'PUBLISHED'} />}
            {(run.state === 'QUEUED' || run.state === 'RUNNING') && <RunProgress run={run} />}
            {run.state === 'FAILED' && <FailureSection run={run} />}
            {isMade && (
              <>
                <div className="grid grid-cols-[minmax(0,1fr)] border-t border-line lg:grid-cols-[minmax(0,1fr)_minmax(320px,400px)]">
                  <FindingsSection reconciliation={reconciliation} run={run} />
                  <FilesSection run={run} reconciliation={reconciliation} />
                </div>
                <ReportPreview run={run} figures={figures} />
              </>
            )}
          </div>
          {isMade && <CellPanel runId={id} figures={figures.data ?? null} />}
          {isMade && <BreakPanel run={run} reconciliation={reconciliation} />}
        </div>
      </Page>
    </ChosenFigureProvider>
  );
}

function Lead({ run }: { readonly run: ReportRun }) {
  const { name, tone } = RUN_STATE_WORDS[run.state];
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <Badge tone={tone}>{name}</Badge>
      {run.simulated && <Badge tone="degraded">Simulated orders: no report of a broker-dealer</Badge>}
      <span>{REPORT_KIND_WORDS[run.kind].about}</span>
      {run.firm !== null && (
        <span>
          of {run.firm.bd}
          {run.firm.crd !== '' && ` (CRD ${run.firm.crd})`}
        </span>
      )}
      {run.due !== null && (
        <span>
          asked for on {run.requested_on}, to be sent by <DueDay run={run} />
        </span>
      )}
      {run.content_hash !== null && (
        <span>
          content <CopyId value={run.content_hash} label="hash of the files" />
        </span>
      )}
    </span>
  );
}

'use client';

import type { RunState } from '@fairlead/core/report/run-state';
import { ActButton } from '@fairlead/ui/act-button';
import { type ComponentType, useState } from 'react';
import type { ReportReconciliation } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { againLines, approvalLines, publicationLines, whyNoApproval, whyNoPublication } from '@/words/report-act-words';
import { askedBy, reportTitle } from '@/words/report-words';
import { AskedAct } from '../../act/asked-act';

interface QuestionProps {
  readonly run: ReportRun;
  readonly reconciliation: ReportReconciliation | null;
  readonly onClose: () => void;
}

/** What follows in each state, where a person has to do it. */
const NEXT: Readonly<
  Partial<Record<RunState, { readonly label: string; readonly Question: ComponentType<QuestionProps> }>>
> = {
  FAILED: { label: 'Make it again…', Question: MakeAgain },
  DONE: { label: 'Approve…', Question: ApproveReport },
  APPROVED: { label: 'Publish…', Question: PublishReport },
};

interface RunActsProps extends Omit<QuestionProps, 'onClose'> {
  /** Whether an import that it counted was withdrawn since. */
  readonly isWithdrawn: boolean;
}

const WITHDRAWN = 'An import that it counted has been withdrawn: ask for the report anew.';

/** What can be done with a run where it stands; what somebody may not do is shown as such, with the reason. */
export function RunActs({ run, reconciliation, isWithdrawn }: RunActsProps) {
  // As it was when it was asked: the question does not change under whoever answers it.
  const [asked, ask] = useState<ReportRun | null>(null);
  const viewer = useViewer();
  const next = NEXT[run.state];
  const Question = asked === null ? undefined : NEXT[asked.state]?.Question;
  return (
    <>
      {next !== undefined && (
        <ActButton
          look="primary"
          whyNot={isWithdrawn && run.state !== 'FAILED' ? WITHDRAWN : whyNotNow(run, reconciliation, viewer)}
          onClick={() => ask(run)}
        >
          {next.label}
        </ActButton>
      )}
      {asked !== null && Question !== undefined && (
        <Question run={asked} reconciliation={reconciliation} onClose={() => ask(null)} />
      )}
    </>
  );
}

function whyNotNow(
  run: ReportRun,
  reconciliation: ReportReconciliation | null,
  viewer: ReturnType<typeof useViewer>,
): string {
  if (run.state === 'FAILED') return viewer.whyNot('reports:write');
  return (run.state === 'DONE' ? whyNoApproval : whyNoPublication)(run, reconciliation, viewer);
}

function MakeAgain({ run, onClose }: QuestionProps) {
  const trpc = useTRPC();
  return (
    <AskedAct
      area="reports"
      scope="reports:write"
      title={`Make ${reportTitle(run)} again`}
      description="What made it fail is to be put right first: else it fails again."
      lines={againLines(run)}
      confirm="Make it again"
      keep="Leave it failed"
      names={{ done: 'Asked for', doneSays: 'It is made when its turn comes.', undone: 'It stays failed.' }}
      procedure={trpc.reports.again.mutationOptions()}
      inputOf={(why) => ({ id: run.id, ...why })}
      onClose={onClose}
    />
  );
}

function ApproveReport({ run, reconciliation, onClose }: QuestionProps) {
  const trpc = useTRPC();
  return (
    <AskedAct
      area="reports"
      scope="reports:approve"
      title={`Approve ${reportTitle(run)}`}
      description={`Asked for by ${askedBy(run)}. You approve exactly these files.${run.is_of_calendar ? ' Another person publishes them.' : ''}`}
      lines={approvalLines(run, reconciliation)}
      confirm="Approve it"
      keep="Do not approve"
      whyNot={whyNoApproval(run, reconciliation, useViewer())}
      names={{ done: 'Approved', doneSays: 'It can be published now.', undone: 'It still waits for approval.' }}
      procedure={trpc.reports.follow.mutationOptions()}
      inputOf={(why) => ({ id: run.id, step: 'approve' as const, ...why })}
      onClose={onClose}
    />
  );
}

function PublishReport({ run, reconciliation, onClose }: QuestionProps) {
  const trpc = useTRPC();
  return (
    <AskedAct
      area="reports"
      scope="reports:approve"
      title={`Publish ${reportTitle(run)}`}
      description="Say so when its files stand where everybody can read them: Fairlead puts them nowhere by itself."
      lines={publicationLines(run)}
      confirm="It is published"
      keep="Not yet"
      whyNot={whyNoPublication(run, reconciliation, useViewer())}
      names={{ done: 'Published', doneSays: 'It is kept as it is, for three years.', undone: 'It is not published.' }}
      procedure={trpc.reports.follow.mutationOptions()}
      inputOf={(why) => ({ id: run.id, step: 'publish' as const, ...why })}
      onClose={onClose}
    />
  );
}

'use client';

import type { BreakCode } from '@fairlead/core/report/break-code';
import type { ReportBreak } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { asideLines, whyNoAside } from '@/words/report-break-words';
import { AskedAct } from '../../act/asked-act';

/** What somebody is about to set aside: one break, or all of a code that are open (null). */
export interface AskedAside {
  readonly code: BreakCode;
  readonly one: ReportBreak | null;
}

interface SetAsideProps {
  readonly asked: AskedAside;
  readonly run: ReportRun;
  /** Open breaks of the code. */
  readonly open: number;
  readonly onClose: () => void;
}

/** The question before breaks of a report are set aside. */
export function SetAside({ asked: { code, one }, run, open, onClose }: SetAsideProps) {
  const trpc = useTRPC();
  return (
    <AskedAct
      area="reports"
      scope="reports:approve"
      title={one === null ? `Set ${open} breaks aside` : `Set break ${one.number} aside`}
      description="Do so when you know by somebody else’s word that the report is right as it is: the reason says whose, and when."
      lines={asideLines(code, one)}
      room={5}
      confirm={one === null ? 'Set them aside' : 'Set it aside'}
      keep="Leave open"
      whyNot={whyNoAside(code, run, useViewer())}
      names={{
        done: 'Set aside',
        doneSays: 'It stands beside the report with its reason, for whoever approves it.',
        undone: 'It is still open.',
      }}
      procedure={trpc.reports.setAside.mutationOptions()}
      inputOf={(why) => ({ id: run.id, code, numbers: one === null ? null : [one.number], ...why })}
      onClose={onClose}
    />
  );
}

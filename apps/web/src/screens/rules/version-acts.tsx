'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { ActButton } from '@fairlead/ui/act-button';
import { type ReactNode, useState } from 'react';
import { useViewer } from '@/viewer/viewer-context';
import { endingOf, whyNoApproval, whyNoEdit, whyNoReturn, whyNoSubmission } from '@/words/rules-act-words';
import { useGo } from '../go';
import { ApproveRules } from './approve-rules';
import { EndRules } from './end-rules';
import { ReturnRules } from './return-rules';
import { SimulateRules } from './simulate-rules';
import { SubmitRules } from './submit-rules';

type Asked = 'SIMULATE' | 'SUBMIT' | 'APPROVE' | 'RETURN' | 'END';

/** What can be done with a version where it stands; what somebody may not do is shown as such, with the reason. */
export function VersionActs({ version }: { version: RulesVersion }) {
  // With the version as it was then: what is asked does not change under whoever answers.
  const [question, ask] = useState<Omit<QuestionProps, 'onClose'> | null>(null);
  const viewer = useViewer();
  const go = useGo();
  const { state, version: number } = version;
  const isDraft = state === 'DRAFT' || state === 'SIMULATED';
  const mayWrite = viewer.whyNot('rules:write');
  const button = (act: Asked, whyNot: string, label: string): ReactNode => (
    <ActButton whyNot={whyNot} onClick={() => ask({ asked: act, version })}>
      {label}
    </ActButton>
  );
  return (
    <>
      {(isDraft || state === 'SUBMITTED') && (
        <ActButton whyNot={whyNoEdit(version, viewer)} onClick={() => go(`/rules/${number}/edit`)}>
          Change…
        </ActButton>
      )}
      {isDraft && button('SIMULATE', mayWrite, 'Simulate…')}
      {isDraft && button('SUBMIT', whyNoSubmission(version, viewer), 'Submit…')}
      {state === 'SUBMITTED' && button('APPROVE', whyNoApproval(version, viewer), 'Approve…')}
      {state === 'RETIRED' &&
        version.activated_at !== null &&
        button('RETURN', whyNoReturn(version, viewer), 'Roll back to it…')}
      {state !== 'RETIRED' && button('END', viewer.whyNot('rules:approve'), endingOf(version).button)}
      <ActButton whyNot={mayWrite} onClick={() => go(`/rules/draft?from=${number}`)}>
        New draft from it…
      </ActButton>
      {question !== null && <Question {...question} onClose={() => ask(null)} />}
    </>
  );
}

interface QuestionProps {
  readonly asked: Asked;
  readonly version: RulesVersion;
  readonly onClose: () => void;
}

function Question({ asked, ...props }: QuestionProps) {
  switch (asked) {
    case 'SIMULATE':
      return <SimulateRules {...props} />;
    case 'SUBMIT':
      return <SubmitRules {...props} />;
    case 'APPROVE':
      return <ApproveRules {...props} />;
    case 'RETURN':
      return <ReturnRules {...props} />;
    case 'END':
      return <EndRules {...props} />;
  }
}

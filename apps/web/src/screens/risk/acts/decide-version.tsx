'use client';

import type { RiskLimits, RiskLimitsVersion } from '@fairlead/contracts/risk';
import { limitChanges } from '@/rows/limit-change';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { authorWords } from '@/words/author-words';
import { changeWords, whyNoApproval, whyNoVerdict } from '@/words/risk-words';
import { AskedAct } from '../../act/asked-act';

export type Verdict = 'approve' | 'refuse';

const WORDS = {
  approve: {
    title: (name: string) => `Approve ${name}`,
    confirm: (name: string) => `Put ${name} in force`,
    names: {
      done: 'In force',
      doneSays: 'The next wave of every order is held to it.',
      undone: 'What was in force still is.',
    },
  },
  refuse: {
    title: (name: string) => `Refuse ${name}`,
    confirm: (name: string) => `Refuse ${name}`,
    names: { done: 'Refused', doneSays: 'It never comes into force.', undone: 'It still waits.' },
  },
} as const;

interface DecideVersionProps {
  readonly version: RiskLimitsVersion;
  readonly verdict: Verdict;
  readonly limits: RiskLimits;
  readonly onClose: () => void;
}

/** The question before a version of the limits is approved or refused: what it changes, said by whom and why. */
export function DecideVersion({ version, verdict, limits, onClose }: DecideVersionProps) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const { title, confirm, names } = WORDS[verdict];
  return (
    <AskedAct
      area="risk"
      scope="risk:write"
      title={title(version.name)}
      description={`Written by ${authorWords(version)}: ${version.reason ?? ''}`}
      lines={versionLines(version, limits)}
      confirm={confirm(version.name)}
      keep="Let it wait"
      whyNot={
        whyNoVerdict(version, viewer) || (verdict === 'approve' ? whyNoApproval(version, limits.in_force.version) : '')
      }
      names={names}
      procedure={trpc.risk.decideLimits.mutationOptions()}
      inputOf={(why) => ({ version: version.version, verdict, ...why })}
      onClose={onClose}
    />
  );
}

/** What a version says otherwise than the one in force, a sentence each. */
export function versionLines(version: RiskLimitsVersion, { in_force: inForce }: RiskLimits): string[] {
  const changes = limitChanges(inForce.limits, version.limits);
  return changes.length === 0 ? [`It says the same as ${inForce.name}.`] : changes.map(changeWords);
}

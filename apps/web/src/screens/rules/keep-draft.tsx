'use client';

import type { RoutingRule, RulesVersion } from '@fairlead/contracts/rules';
import { useEffect } from 'react';
import { type FormFault, faultAt } from '@/rules/rule-faults';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { countedRules, diffWords } from '@/words/rules-state-words';
import { ActOf } from '../act/act-of';
import { EffectLines } from '../act/effect-lines';
import { useGo } from '../go';
import { useRuleDiff, useRulesList } from './use-rules';
import { useRulesAct } from './use-rules-act';

interface KeepDraftProps {
  /** The draft that gets another content; null where it is a new one. */
  readonly changes: RulesVersion | null;
  readonly from: RulesVersion | null;
  readonly rules: readonly RoutingRule[];
  readonly onFaults: (faults: readonly FormFault[]) => void;
  readonly onClose: () => void;
}

const NAMES = {
  done: 'Kept as your draft',
  doneSays: 'Nothing is routed by it. Next: simulate it, then submit it.',
  undone: 'Nothing was kept.',
};

/** The question before a draft is kept: how it differs, from what it begins and from what is in force. */
export function KeepDraft({ changes, from, rules, onFaults, onClose }: KeepDraftProps) {
  const trpc = useTRPC();
  const go = useGo();
  const act = useRulesAct(trpc.rules.keepDraft.mutationOptions(), (why) => ({
    ...{ version: changes?.version ?? null, rules: [...rules] },
    ...why,
  }));
  const whyNot = useViewer().whyNot('rules:write');
  const lines = useLines(changes, from, rules);
  const { outcome } = act;
  useEffect(() => {
    if (outcome?.kind === 'REFUSED')
      onFaults((outcome.faults ?? []).flatMap(({ path, code, says }) => faultAt(path, code, says)));
  }, [outcome, onFaults]);
  const close = () => {
    const kept = outcome?.kind === 'DONE' ? outcome.version : undefined;
    onClose();
    if (kept !== undefined) go(`/rules/${kept}`);
  };
  return (
    <ActOf
      title={changes === null ? 'Keep a new draft' : `Keep the changes of ${changes.name}`}
      description="A draft routes nothing. Say what it is for: whoever approves it reads that."
      effect={<EffectLines room={2} waiting="Looking what differs…" lines={lines} failure={undefined} />}
      confirm={changes === null ? 'Keep the draft' : 'Keep the changes'}
      keep="Go on changing it"
      act={act}
      names={NAMES}
      whyNot={whyNot}
      onClose={close}
    />
  );
}

function useLines(
  changes: RulesVersion | null,
  from: RulesVersion | null,
  rules: readonly RoutingRule[],
): readonly string[] | undefined {
  const list = useRulesList().data;
  const inForce = list?.versions.find((row) => row.in_force);
  const begun = useRuleDiff(rules, from?.version ?? null);
  const held = useRuleDiff(rules, list === undefined ? undefined : (inForce?.version ?? null));
  if (begun === undefined || held === undefined) return undefined;
  const isSame = inForce?.version === from?.version;
  return [
    from === null ? `A draft of ${countedRules(rules.length)}.` : `Against ${from.name}: ${diffWords(begun.counts)}.`,
    ...(isSame
      ? []
      : [
          inForce === undefined
            ? 'No rules are in force now.'
            : `Against ${inForce.name}, which is in force: ${diffWords(held.counts)}.`,
        ]),
    ...(changes === null || changes.state === 'DRAFT'
      ? []
      : ['Its simulation is void then: it is simulated and submitted anew.']),
  ];
}

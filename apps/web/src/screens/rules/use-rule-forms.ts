'use client';

import type { RoutingRule, RulesVersion } from '@fairlead/contracts/rules';
import { useEffect, useMemo, useState } from 'react';
import { v4 as uuidV4 } from 'uuid';
import { checkForms, type FormFault } from '@/rules/rule-faults';
import { emptyForm, formOf, moved, nextPriority, type RuleForm } from '@/rules/rule-form';

/** The rules of a draft as they are typed, and what can be done with them. */
export interface RuleForms {
  readonly forms: readonly RuleForm[];
  /** As they would be kept; null while something is wrong with them. */
  readonly rules: readonly RoutingRule[] | null;
  /** What is wrong, once it was tried to keep them. */
  readonly shownFaults: readonly FormFault[];
  readonly check: () => boolean;
  /** What the router has found that this window could not know; until something is typed. */
  readonly refused: (faults: readonly FormFault[]) => void;
  readonly add: () => void;
  readonly change: (index: number, said: Partial<RuleForm>) => void;
  readonly copy: (index: number) => void;
  readonly move: (index: number, by: -1 | 1) => void;
  readonly remove: (index: number) => void;
}

/** The rules of a version as they are changed, or one empty rule to begin with. */
export function useRuleForms(from: RulesVersion | null, hasVenue: (venueId: string) => boolean): RuleForms {
  const [forms, setForms] = useState<readonly RuleForm[]>(() =>
    from === null ? [emptyForm('first', 10)] : from.rules.map((rule) => formOf(rule, rule.rule_name)),
  );
  const [begun] = useState(forms);
  const [isTried, setIsTried] = useState(false);
  const [refusals, setRefusals] = useState<readonly FormFault[]>([]);
  const { rules, faults } = useMemo(() => checkForms(forms, hasVenue), [forms, hasVenue]);
  const isSound = faults.length === 0 && forms.length > 0;
  useAskBeforeLeaving(forms !== begun);
  const set = (next: readonly RuleForm[]) => {
    setForms(next);
    setRefusals([]);
  };
  return {
    forms,
    rules: isSound ? rules : null,
    shownFaults: isTried ? [...faults, ...refusals] : refusals,
    check: () => {
      setIsTried(true);
      return isSound;
    },
    refused: setRefusals,
    add: () => set([...forms, emptyForm(uuidV4(), nextPriority(forms))]),
    change: (index, said) => set(forms.map((form, at) => (at === index ? { ...form, ...said } : form))),
    copy: (index) => {
      const form = forms[index];
      if (form === undefined) return;
      set([...forms, { ...form, key: uuidV4(), name: `${form.name} (copy)`, priority: nextPriority(forms) }]);
    },
    move: (index, by) => set(moved(forms, index, by)),
    remove: (index) => set(forms.filter((_, at) => at !== index)),
  };
}

/** The browser asks before a page is left on which something was typed that is kept nowhere. */
function useAskBeforeLeaving(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
}

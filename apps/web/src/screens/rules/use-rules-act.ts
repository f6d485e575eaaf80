'use client';

import type { UseMutationOptions } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ActInput, ActOutcome } from '@/rows/act-outcome';
import { useAct } from '../act/use-act';
import { useRulesChanged } from './use-rules';

/** An act on rules: when something is known of it, everything that is shown of rules is read again. */
export function useRulesAct<Input extends ActInput, Failure>(
  procedure: UseMutationOptions<ActOutcome, Failure, Input>,
  inputOf: (why: ActInput) => Input,
) {
  const act = useAct(procedure, inputOf);
  const changed = useRulesChanged();
  const { outcome } = act;
  useEffect(() => {
    if (outcome !== null) changed();
  }, [outcome, changed]);
  return act;
}

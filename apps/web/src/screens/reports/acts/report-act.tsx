'use client';

import type { Scope } from '@fairlead/contracts/access';
import { type UseMutationOptions, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { ActInput, ActOutcome } from '@/rows/act-outcome';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import type { ActNames } from '@/words/act-words';
import { ActOf } from '../../act/act-of';
import { EffectLines } from '../../act/effect-lines';
import { useAct } from '../../act/use-act';

interface ReportActProps<Input extends ActInput, Failure> {
  readonly scope: Scope;
  readonly title: string;
  readonly description: string;
  readonly choice?: (readOnly: boolean) => ReactNode;
  readonly missing?: string | null;
  /** What it will do; undefined until it is chosen. */
  readonly lines: readonly string[] | undefined;
  readonly confirm: string;
  readonly keep: string;
  /** Why not, beside what the role may not. */
  readonly whyNot?: string;
  readonly names: ActNames;
  readonly procedure: UseMutationOptions<ActOutcome, Failure, Input>;
  readonly inputOf: (why: ActInput) => Input;
  readonly onClose: () => void;
}

/** The question before something is done with reports; when something is known of it, everything that is shown of reports is read again. */
export function ReportAct<Input extends ActInput, Failure>(props: ReportActProps<Input, Failure>) {
  const { procedure, inputOf, names, missing = null, lines, scope } = props;
  const client = useQueryClient();
  const trpc = useTRPC();
  const role = useViewer().whyNot(scope);
  const { pending, outcome, ask, again } = useAct(procedure, inputOf);
  useEffect(() => {
    if (outcome !== null) void client.invalidateQueries(trpc.reports.pathFilter());
  }, [outcome, client, trpc]);
  return (
    <ActOf
      title={props.title}
      description={props.description}
      choice={props.choice?.(pending)}
      missing={missing}
      effect={
        <EffectLines room={2} waiting="What it does is shown once it is chosen." lines={lines} failure={undefined} />
      }
      confirm={props.confirm}
      keep={props.keep}
      act={{ pending, outcome, ask, again }}
      names={names}
      whyNot={role === '' ? (props.whyNot ?? '') : role}
      onClose={props.onClose}
    />
  );
}

'use client';

import { type UseMutationOptions, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ActInput, ActOutcome } from '@/rows/act-outcome';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import type { ActNames } from '@/words/act-words';
import { ActOf } from '../../act/act-of';
import { EffectLines } from '../../act/effect-lines';
import { useAct } from '../../act/use-act';

interface RiskActProps<Input extends ActInput, Failure> {
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

/** The question before limits or lists are changed; afterwards what is shown of risk is read again. */
export function RiskAct<Input extends ActInput, Failure>(props: RiskActProps<Input, Failure>) {
  const { procedure, inputOf, names, missing = null, lines, onClose } = props;
  const client = useQueryClient();
  const trpc = useTRPC();
  const role = useViewer().whyNot('risk:write');
  const { pending, outcome, ask, again } = useAct(procedure, inputOf);
  const whyNot = role === '' ? (props.whyNot ?? '') : role;
  const close = () => {
    if (outcome !== null) void client.invalidateQueries(trpc.risk.pathFilter());
    onClose();
  };
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
      whyNot={whyNot}
      onClose={close}
    />
  );
}

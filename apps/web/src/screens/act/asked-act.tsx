'use client';

import type { Scope } from '@fairlead/contracts/access';
import { type UseMutationOptions, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ActInput, ActOutcome } from '@/rows/act-outcome';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import type { ActNames } from '@/words/act-words';
import { ActOf } from './act-of';
import { EffectLines } from './effect-lines';
import { useAct } from './use-act';

interface AskedActProps<Input extends ActInput, Failure> {
  /** What is shown of it is read again afterwards. */
  readonly area: 'jobs' | 'reports' | 'risk';
  readonly scope: Scope;
  readonly title: string;
  readonly description: string;
  readonly choice?: (readOnly: boolean) => ReactNode;
  readonly missing?: string | null;
  /** What it will do; undefined until it is chosen. */
  readonly lines: readonly string[] | undefined;
  /** Lines that there is room for, so that nothing moves when it is chosen. */
  readonly room?: 2 | 5;
  readonly confirm: string;
  readonly keep: string;
  /** Why not, beside what the role may not. */
  readonly whyNot?: string;
  readonly names: ActNames;
  readonly procedure: UseMutationOptions<ActOutcome, Failure, Input>;
  readonly inputOf: (why: ActInput) => Input;
  readonly onClose: () => void;
}

/** The question before an act whose effect can be told in a few lines; once it was asked and is closed, what is shown of its area is read again. */
export function AskedAct<Input extends ActInput, Failure>(props: AskedActProps<Input, Failure>) {
  const { area, scope, procedure, inputOf, names, missing = null, lines, room = 2, onClose } = props;
  const client = useQueryClient();
  const trpc = useTRPC();
  const role = useViewer().whyNot(scope);
  const { pending, outcome, ask, again } = useAct(procedure, inputOf);
  const whyNot = role === '' ? (props.whyNot ?? '') : role;
  const close = () => {
    if (outcome !== null) void client.invalidateQueries(trpc[area].pathFilter());
    onClose();
  };
  return (
    <ActOf
      title={props.title}
      description={props.description}
      choice={props.choice?.(pending)}
      missing={missing}
      effect={
        <EffectLines room={room} waiting="What it does is shown once it is chosen." lines={lines} failure={undefined} />
      }
      confirm={props.confirm}
      keep={props.keep}
      act={{ pending, outcome, ask, again }}
      names={names}
      whyNot={outcome === null ? whyNot : ''}
      onClose={close}
    />
  );
}

'use client';

import { ActDialog } from '@fairlead/ui/act-dialog';
import type { ComponentProps } from 'react';
import { type ActNames, actWords } from '@/words/act-words';
import type { useAct } from './use-act';

/** What the state of the act says by itself. */
type Said = 'open' | 'onOpenChange' | 'blocked' | 'pending' | 'result' | 'onConfirm' | 'onAgain';

interface ActOfProps extends Omit<ComponentProps<typeof ActDialog>, Said> {
  readonly act: ReturnType<typeof useAct>;
  /** What is said of it when it is done, and when it is not. */
  readonly names: ActNames;
  /** Why it cannot be done at all; empty where it can. */
  readonly whyNot: string;
  readonly onClose: () => void;
}

/** The question before an act of a person, and afterwards what has become of it. */
export function ActOf({ act, names, whyNot, onClose, ...question }: ActOfProps) {
  const { pending, outcome, ask, again } = act;
  return (
    <ActDialog
      {...question}
      open
      onOpenChange={(open) => !open && onClose()}
      blocked={whyNot === '' ? null : whyNot}
      pending={pending}
      result={outcome === null ? null : actWords(outcome, names)}
      onConfirm={ask}
      onAgain={again}
    />
  );
}

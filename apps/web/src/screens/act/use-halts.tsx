'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { type ReactNode, useState } from 'react';
import { useViewer } from '@/viewer/viewer-context';
import { whyNoRelease } from '@/words/halt-words';
import { haltedWhat } from '@/words/notice-words';
import { PlaceHalt } from './place-halt';
import { type ReleasableHalt, ReleaseHalt } from './release-halt';

/** Halts on one screen: `place` and `release` open the question, and `dialog` is where it stands. */
export interface HaltActs {
  readonly place: () => void;
  readonly release: (halt: ReleasableHalt) => void;
  readonly dialog: ReactNode;
}

/** Placing and releasing halts from where it is called. */
export function useHalts(): HaltActs {
  const [asked, setAsked] = useState<'PLACE' | ReleasableHalt | null>(null);
  const close = () => setAsked(null);
  return {
    place: () => setAsked('PLACE'),
    release: setAsked,
    dialog:
      asked === null ? null : asked === 'PLACE' ? (
        <PlaceHalt onClose={close} />
      ) : (
        <ReleaseHalt key={asked.halt_id} halt={asked} onClose={close} />
      ),
  };
}

/** The button that releases a halt, with why not where one may not. */
export function ReleaseButton({ halt, onRelease }: { halt: ReleasableHalt; onRelease: HaltActs['release'] }) {
  const whyNot = whyNoRelease(halt, useViewer());
  return (
    <ActButton size="sm" whyNot={whyNot} aria-label={`Release ${haltedWhat(halt)}…`} onClick={() => onRelease(halt)}>
      Release…
    </ActButton>
  );
}

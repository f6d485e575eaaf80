'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { createContext, type ReactNode, use, useMemo } from 'react';

/** Which figure of a report is looked into, as the page's address names its place. */
interface ChosenFigure {
  readonly place: string | null;
  /** Looks into a figure; into none by null, or by the one that is looked into. */
  readonly choose: (place: string | null) => void;
}

const Chosen = createContext<ChosenFigure>({ place: null, choose: () => undefined });

/** Lets every figure below be looked into. */
export function ChosenFigureProvider({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useQueryState('cell', parseAsString.withOptions({ history: 'replace' }));
  const value = useMemo(
    (): ChosenFigure => ({ place, choose: (next) => void setPlace(next === place ? null : next) }),
    [place, setPlace],
  );
  return <Chosen value={value}>{children}</Chosen>;
}

export function useChosenFigure(): ChosenFigure {
  return use(Chosen);
}

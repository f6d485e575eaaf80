'use client';

import { createContext, type ReactNode } from 'react';

/** The number of the stream that a page was drawn at; null where nobody knows it. */
export const DrawnAtContext = createContext<number | null>(null);

/** Says at which number a page was drawn, so that its parts are told what came after it, and nothing else. */
export function DrawnAt({ seq, children }: { seq: number | null; children: ReactNode }) {
  return <DrawnAtContext value={seq}>{children}</DrawnAtContext>;
}

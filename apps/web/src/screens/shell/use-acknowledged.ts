'use client';

import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';

const stored = z.array(z.number());
/** More than are ever listed. */
const KEPT_MAX = 500;

/** Which alerts somebody has acknowledged for themselves: kept in this tab until it is closed, and recorded nowhere. */
export function useAcknowledged(person: string): [ReadonlySet<number>, (seqs: readonly number[]) => void] {
  const key = `fairlead-acknowledged:${person}`;
  const [seqs, setSeqs] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => setSeqs(new Set(read(key))), [key]);
  const acknowledge = useCallback(
    (more: readonly number[]) =>
      setSeqs((before) => {
        const all = [...new Set([...before, ...more])].slice(-KEPT_MAX);
        window.sessionStorage.setItem(key, JSON.stringify(all));
        return new Set(all);
      }),
    [key],
  );
  return [seqs, acknowledge];
}

function read(key: string): readonly number[] {
  try {
    return stored.catch([]).parse(JSON.parse(window.sessionStorage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}

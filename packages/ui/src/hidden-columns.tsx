'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Column } from './column';

/** Which columns a person has hidden, kept in the browser under the table's name. */
export function useHiddenColumns<Row>(name: string, columns: readonly Column<Row>[]) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(columns.filter((column) => column.hidden === true).map((column) => column.id)),
  );
  const key = `fairlead.columns.${name}`;
  useEffect(() => {
    const kept = localStorage.getItem(key);
    if (kept !== null) setHidden(new Set(kept.split(',').filter(Boolean)));
  }, [key]);
  const hide = useCallback(
    (id: string, hides: boolean) =>
      setHidden((before) => {
        const next = new Set(before);
        if (hides) next.add(id);
        else next.delete(id);
        localStorage.setItem(key, [...next].join(','));
        return next;
      }),
    [key],
  );
  return { hidden, hide };
}

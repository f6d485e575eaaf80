'use client';

import type { Column } from '@fairlead/ui/column';
import { useMemo } from 'react';

/**
 * Keeps the rows that have all words of a text and pass a test. What a row says is read once: of ten thousand rows a few change at a time, and they are other
 * objects then.
 */
export function useRowFilter<Row extends object>(
  columns: readonly Column<Row>[],
  text: string,
  passes: (row: Row) => boolean,
): (rows: readonly Row[]) => readonly Row[] {
  const texts = useMemo(() => new WeakMap<Row, string>(), []);
  return useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const textOf = (row: Row): string => {
      const known = texts.get(row);
      if (known !== undefined) return known;
      const said = columns
        .map((column) => column.value(row) ?? '')
        .join(' ')
        .toLowerCase();
      texts.set(row, said);
      return said;
    };
    return (rows) =>
      rows.filter((row) => passes(row) && (words.length === 0 || words.every((word) => textOf(row).includes(word))));
  }, [columns, text, passes, texts]);
}

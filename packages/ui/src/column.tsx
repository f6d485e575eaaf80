import type { ReactNode } from 'react';

/** One column of a table. What it is worth (for sorting, filtering, CSV) is apart from how it is drawn. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly unit?: string;
  /** What the figure means, on hover of the header. */
  readonly hint?: string;
  readonly align?: 'left' | 'right';
  /** Pixels; the column that grows takes what is left over and never less than this. */
  readonly width: number;
  readonly grow?: boolean;
  /** 1 stays longest where there is no room; the default is 2. */
  readonly priority?: 1 | 2 | 3 | 4;
  readonly hidden?: boolean;
  readonly value: (row: Row) => string | number | null;
  readonly cell?: (row: Row) => ReactNode;
  /** The cell holds something to press, in a row that is itself a link. */
  readonly pressable?: boolean;
}

/** The columns that fit into a width: the least important go first, the rightmost of equals. */
export function fittingColumns<Row>(
  columns: readonly Column<Row>[],
  width: number | undefined,
): readonly Column<Row>[] {
  if (width === undefined) return columns;
  const kept = [...columns];
  const needed = () => kept.reduce((sum, column) => sum + column.width, 0);
  while (kept.length > 1 && needed() > width) {
    const worst = kept.reduce((found, column) => ((column.priority ?? 2) >= (found.priority ?? 2) ? column : found));
    if ((worst.priority ?? 2) === 1) break;
    kept.splice(kept.indexOf(worst), 1);
  }
  return kept;
}

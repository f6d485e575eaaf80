'use client';

import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Column } from './column';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

export interface Sorting {
  readonly id: string;
  readonly desc: boolean;
}

interface ModelInput<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly filter: string;
  readonly sorting: Sorting | null;
}

/** The rows that are left after the filter, in the order that was asked for. */
export function useTableModel<Row extends object>({
  columns,
  rows,
  rowKey,
  filter,
  sorting,
}: ModelInput<Row>): readonly Row[] {
  const definitions = useMemo(() => {
    const column = createColumnHelper<typeof features, Row>();
    return columns.map((one) =>
      column.accessor((row): unknown => one.value(row), {
        id: one.id,
        sortFn: (a, b) => compare(one.value(a.original), one.value(b.original)),
      }),
    );
  }, [columns]);
  // A text over all cells of the row, so that "buy aapl" finds what has both words anywhere.
  const words = useMemo(() => filter.toLowerCase().split(/\s+/).filter(Boolean), [filter]);
  const kept = useMemo(
    () => (words.length === 0 ? rows : rows.filter((row) => matches(columns, row, words))),
    [rows, columns, words],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: kept,
    getRowId: rowKey,
    state: { sorting: sorting === null ? [] : [{ ...sorting }] },
  });
  if (sorting === null) return kept;
  return table.getRowModel().rows.map((row) => row.original);
}

function matches<Row>(columns: readonly Column<Row>[], row: Row, words: readonly string[]): boolean {
  const text = columns
    .map((column) => column.value(row) ?? '')
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}

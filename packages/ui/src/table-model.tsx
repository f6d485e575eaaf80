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
  readonly sorting: Sorting | null;
}

/** The rows in the order that was asked for. */
export function useTableModel<Row extends object>({ columns, rows, rowKey, sorting }: ModelInput<Row>): readonly Row[] {
  const definitions = useMemo(() => {
    const column = createColumnHelper<typeof features, Row>();
    return columns.map((one) => {
      const worthOf = remembered(one.value);
      return column.accessor((row): unknown => worthOf(row), {
        id: one.id,
        sortFn: (a, b) => compare(worthOf(a.original), worthOf(b.original)),
      });
    });
  }, [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    state: { sorting: sorting === null ? [] : [{ ...sorting }] },
  });
  if (sorting === null) return rows;
  return table.getRowModel().rows.map((row) => row.original);
}

/** Ten thousand rows are compared a hundred thousand times, and what they are worth may be a text that has to be made. */
function remembered<Row extends object>(worthOf: Column<Row>['value']): Column<Row>['value'] {
  const known = new WeakMap<Row, ReturnType<typeof worthOf>>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const value = worthOf(row);
    known.set(row, value);
    return value;
  };
}

/** One for all: making it for each two texts is most of the work of comparing them. */
const TEXTS = new Intl.Collator('en', { numeric: true });

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return TEXTS.compare(String(a), String(b));
}

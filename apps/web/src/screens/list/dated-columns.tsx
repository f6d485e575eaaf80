'use client';

import type { Column } from '@fairlead/ui/column';
import { formatEtDate, Time } from '@fairlead/ui/time';
import { useMemo } from 'react';

const WIDTH_WITH_DATE = 184;

/** The columns of a list whose `time` says the day too where it is not today in New York; it is wider only where one is not. */
export function useDatedColumns<Row extends { readonly at_ms: number }>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly Column<Row>[] {
  const today = formatEtDate(Date.now());
  const ends = [rows[0], rows.at(-1)];
  const hasOtherDays = ends.some((row) => row !== undefined && formatEtDate(row.at_ms) !== today);
  return useMemo(
    () =>
      columns.map((column) =>
        column.id !== 'time' || !hasOtherDays
          ? column
          : {
              ...column,
              width: WIDTH_WITH_DATE,
              cell: (row) => <Time atMs={row.at_ms} withDate={formatEtDate(row.at_ms) !== today} />,
            },
      ),
    [columns, hasOtherDays, today],
  );
}

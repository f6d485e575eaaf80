import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import type { Column } from '@fairlead/ui/column';
import type { ExpectationRow } from '@/rows/quality';
import { formatBps, formatQuantity } from '@/words/figures';
import type { NameOf } from '@/words/venue-words';
import { keyColumn } from './key-column';

/** What it cost beyond what was expected; null where one of them is not known. */
export function beyondBps({ expected_cost_bps: expected, realised_cost_bps: realised }: ExpectationRow): number | null {
  return expected === null || realised === null ? null : realised - expected;
}

const bps = (
  id: string,
  header: string,
  hint: string,
  value: (row: ExpectationRow) => number | null,
): Column<ExpectationRow> => ({
  ...{ id, header, hint, unit: 'bps', align: 'right', width: 116, priority: 1, value },
  cell: (row) => formatBps(value(row)),
});

/** Rows by one dimension: what was expected, what came, and what lies between. */
export function expectationColumns(dimension: QualityDimension, nameOf: NameOf): readonly Column<ExpectationRow>[] {
  return [
    keyColumn(dimension, nameOf),
    {
      ...{
        id: 'children',
        header: 'Child orders',
        hint: 'That took and were filled',
        align: 'right',
        width: 110,
        priority: 2,
      },
      value: ({ children }) => children,
      cell: ({ children }) => formatQuantity(children),
    },
    {
      ...{ id: 'filled', header: 'Filled', align: 'right', width: 130, priority: 3 },
      value: ({ filled_quantity: filled }) => Number(filled),
      cell: ({ filled_quantity: filled }) => formatQuantity(Number(filled)),
    },
    bps(
      'expected',
      'Expected',
      'What the decision expected to pay past the mid on arrival, with fees',
      (row) => row.expected_cost_bps,
    ),
    bps('realised', 'Realised', 'What was paid', (row) => row.realised_cost_bps),
    bps('beyond', 'Beyond', 'Realised less expected: above zero it cost more', beyondBps),
  ];
}

'use client';

import type { Column } from '@fairlead/ui/column';
import { Time } from '@fairlead/ui/time';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type CoveredCell, type CoveredItem, coveredText } from '@/rows/execution-figures';
import { useTRPC } from '@/trpc/client';
import { sizeClassWords } from '@/words/execution-words';
import { formatBoundText } from '@/words/risk-words';
import { OrderCell, orderPage } from './order-cell';
import { PagedRows, ROWS_PAGE } from './paged-rows';

const COLUMNS: readonly Column<CoveredItem>[] = [
  {
    id: 'order',
    header: 'Order',
    width: 158,
    priority: 1,
    pressable: true,
    value: (row) => row.source_id,
    cell: (row) => <OrderCell sourceTable={row.source_table} orderPk={row.source_id} />,
  },
  // A replaced order is more than one: each by the terms of its time.
  {
    ...{ id: 'terms', header: 'Terms', hint: 'Which terms of the order: one that was replaced has a row for each' },
    ...{ align: 'right', width: 76, priority: 3 },
    value: ({ terms }) => terms,
  },
  { id: 'symbol', header: 'Symbol', width: 76, priority: 1, value: ({ symbol }) => symbol },
  {
    id: 'size',
    header: 'Size, USD',
    width: 150,
    grow: true,
    priority: 3,
    value: (row) => row.order_size,
    cell: (row) => sizeClassWords(row.order_size),
  },
  { id: 'lot', header: 'Lot', width: 92, priority: 3, value: ({ lot }) => lot.toLowerCase() },
  { id: 'type', header: 'Type', width: 80, priority: 3, value: (row) => row.order_type },
  {
    id: 'start',
    header: 'Clock starts',
    unit: 'ET',
    width: 204,
    priority: 2,
    value: (row) => row.started_at_us,
    cell: (row) => (row.started_at_us === null ? '–' : <Time atMs={row.started_at_us / 1_000} withDate />),
  },
  {
    ...{ id: 'quantity', header: 'Ordered', unit: 'shares', align: 'right', width: 116, priority: 2 },
    value: ({ quantity }) => Number(quantity),
    cell: ({ quantity }) => formatBoundText(quantity),
  },
  {
    ...{ id: 'executed', header: 'Executed', unit: 'shares', align: 'right', width: 116, priority: 1 },
    value: ({ executed }) => Number(executed),
    cell: ({ executed }) => formatBoundText(executed),
  },
];

interface CoveredRowsProps {
  readonly runId: string;
  readonly cell: CoveredCell;
}

/** The orders behind a place of a report of Rule 605. */
export function CoveredRows({ runId, cell }: CoveredRowsProps) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.reports.covered.infiniteQueryOptions(
      { id: runId, cell, limit: ROWS_PAGE },
      {
        getNextPageParam: (page) => (page.length < ROWS_PAGE ? null : keyOf(page.at(-1))),
        staleTime: Number.POSITIVE_INFINITY,
      },
    ),
  );
  return (
    <PagedRows
      name="Orders of the figure"
      title="Orders"
      columns={COLUMNS}
      rowKey={(row) => `${row.source_id} ${row.terms}`}
      hrefOf={(row) => orderPage(row.source_table, row.source_id)}
      of={coveredText(cell)}
      query={query}
    />
  );
}

function keyOf(row: CoveredItem | undefined) {
  if (row === undefined) return null;
  const { symbol, order_size, source_id, terms } = row;
  return { symbol, order_size, source_id, terms };
}

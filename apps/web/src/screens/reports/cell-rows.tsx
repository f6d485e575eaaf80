'use client';

import type { Column } from '@fairlead/ui/column';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReportCell, ReportItem } from '@/rows/report-cell';
import { useTRPC } from '@/trpc/client';
import { orderHref } from './cell-columns';
import { PagedRows, ROWS_PAGE } from './paged-rows';

interface CellRowsProps {
  readonly runId: string;
  readonly cell: ReportCell;
  readonly columns: readonly Column<ReportItem>[];
  /** The place of the figure, as an address names it. */
  readonly of: string;
}

/** The rows of a figure: customer orders, or what of them went to a venue. */
export function CellRows({ runId, cell, columns, of }: CellRowsProps) {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.reports.items.infiniteQueryOptions(
      { id: runId, cell, limit: ROWS_PAGE },
      {
        getNextPageParam: (page) => (page.length < ROWS_PAGE ? null : keyOf(page.at(-1))),
        staleTime: Number.POSITIVE_INFINITY,
      },
    ),
  );
  const isOfOrders = cell.kind === 'ORDER';
  return (
    <PagedRows
      name={isOfOrders ? 'Orders of the figure' : 'Routed orders of the figure'}
      title={isOfOrders ? 'Customer orders' : 'Routed orders'}
      columns={columns}
      rowKey={rowKey}
      hrefOf={orderHref}
      of={of}
      query={query}
    />
  );
}

const rowKey = ({ cell, source_id }: ReportItem): string => `${cell} ${source_id}`;

function keyOf(row: ReportItem | undefined) {
  if (row === undefined) return null;
  const { cell, source_id } = row;
  return { cell, source_id };
}

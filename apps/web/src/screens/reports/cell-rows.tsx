'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cellOf, type FigurePlace, placeText } from '@/rows/figure-place';
import type { ReportItem } from '@/rows/report-cell';
import { useTRPC } from '@/trpc/client';
import { useVenueNames } from '../venue-names';
import { itemColumns, orderHref } from './cell-columns';
import { PagedRows, ROWS_PAGE } from './paged-rows';

interface CellRowsProps {
  readonly runId: string;
  readonly place: FigurePlace;
}

/** The rows of a figure of a public report: customer orders, or what of them went to a venue. */
export function CellRows({ runId, place }: CellRowsProps) {
  const trpc = useTRPC();
  const nameOf = useVenueNames();
  const cell = cellOf(place);
  const query = useInfiniteQuery(
    trpc.reports.items.infiniteQueryOptions(
      { id: runId, cell, limit: ROWS_PAGE },
      {
        getNextPageParam: (page) => (page.length < ROWS_PAGE ? null : keyOf(page.at(-1))),
        staleTime: Number.POSITIVE_INFINITY,
      },
    ),
  );
  const columns = useMemo(() => itemColumns(place, nameOf), [place, nameOf]);
  const isOfOrders = cell.kind === 'ORDER';
  return (
    <PagedRows
      name={isOfOrders ? 'Orders of the figure' : 'Routed orders of the figure'}
      title={isOfOrders ? 'Customer orders' : 'Routed orders'}
      columns={columns}
      rowKey={rowKey}
      hrefOf={orderHref}
      of={placeText(place)}
      query={query}
    />
  );
}

const rowKey = ({ source_id, venue_id, order_type }: ReportItem): string => `${source_id} ${venue_id} ${order_type}`;

function keyOf(row: ReportItem | undefined) {
  if (row === undefined) return null;
  const { held, directed, venue_id, order_type, source_id } = row;
  return { held, directed, venue_id, order_type, source_id };
}

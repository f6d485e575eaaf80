'use client';

import { ListTable } from '@fairlead/ui/list-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { cellOf, type FigurePlace, placeText } from '@/rows/figure-place';
import type { ReportItem } from '@/rows/report-cell';
import { useTRPC } from '@/trpc/client';
import { formatQuantity } from '@/words/figures';
import { useGo } from '../go';
import { useVenueNames } from '../venue-names';
import { itemColumns, orderHref } from './cell-columns';

const PAGE = 200;

interface CellRowsProps {
  readonly runId: string;
  readonly place: FigurePlace;
}

/** The rows that a figure is made of, read page by page; those of our own orders lead to them. */
export function CellRows({ runId, place }: CellRowsProps) {
  const trpc = useTRPC();
  const go = useGo();
  const nameOf = useVenueNames();
  const [active, setActive] = useState<string | null>(null);
  const cell = cellOf(place);
  const query = useInfiniteQuery(
    trpc.reports.items.infiniteQueryOptions(
      { id: runId, cell, limit: PAGE },
      {
        getNextPageParam: (page) => (page.length < PAGE ? null : keyOf(page.at(-1))),
        staleTime: Number.POSITIVE_INFINITY,
      },
    ),
  );
  const rows = useMemo(() => query.data?.pages.flat() ?? [], [query.data]);
  const columns = useMemo(() => itemColumns(place, nameOf), [place, nameOf]);
  const open = (row: ReportItem) => {
    const href = orderHref(row);
    if (href !== null) go(href);
  };
  return (
    <ListTable
      name={cell.kind === 'ORDER' ? 'Orders of the figure' : 'Routed orders of the figure'}
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      activeKey={active}
      onActive={setActive}
      rowActs={{ Enter: open }}
      sorting={null}
      onSort={nothing}
      canSort={never}
      onNearEnd={() => {
        if (query.hasNextPage && !query.isFetching && query.error === null) void query.fetchNextPage();
      }}
      listKey={placeText(place)}
      startTop={0}
      onScrolled={nothing}
      onTop={nothing}
      toolbar={
        <SectionTitle
          title={cell.kind === 'ORDER' ? 'Customer orders' : 'Routed orders'}
          note={
            query.isPending
              ? ''
              : `${formatQuantity(rows.length)} read${query.hasNextPage ? ', more as you scroll' : ', all of them'}`
          }
        />
      }
      tools={null}
      loading={query.isPending}
      failure={rows.length === 0 ? query.error?.message : undefined}
      onRetry={() => void query.refetch()}
      empty={
        <EmptyState title="Nothing stands behind it">
          None of the orders of the report is in this place: its figure is zero.
        </EmptyState>
      }
    />
  );
}

const rowKey = ({ source_id, venue_id, order_type }: ReportItem): string => `${source_id} ${venue_id} ${order_type}`;

function keyOf(row: ReportItem | undefined) {
  if (row === undefined) return null;
  const { held, directed, venue_id, order_type, source_id } = row;
  return { held, directed, venue_id, order_type, source_id };
}

function nothing(): void {}
const never = () => false as const;

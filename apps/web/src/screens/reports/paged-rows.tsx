'use client';

import type { Column } from '@fairlead/ui/column';
import { ListTable } from '@fairlead/ui/list-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { type ReactNode, useMemo, useState } from 'react';
import { formatQuantity } from '@/words/figures';
import { useGo } from '../go';

/** Rows of a page at most; a page that is not full is the last one. */
export const ROWS_PAGE = 200;

interface PagedQuery<Row> {
  readonly data: { readonly pages: readonly (readonly Row[])[] } | undefined;
  readonly error: { readonly message: string } | null;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

interface PagedRowsProps<Row extends object> {
  /** Names the table for readers, and in its head. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** The page of the order of a row; null where it has none. */
  readonly hrefOf: (row: Row) => string | null;
  /** Other rows begin at the top. */
  readonly of: string;
  readonly query: PagedQuery<Row>;
  /** Beside its title. */
  readonly tools?: ReactNode;
  readonly empty?: { readonly title: string; readonly says: string };
}

const NOTHING_BEHIND = {
  title: 'Nothing stands behind it',
  says: 'None of the orders of the report is in this place: its figure is zero.',
};

/** The rows that a figure is made of, or what else stands behind a report, read page by page as one scrolls; those of our own orders lead to them. */
export function PagedRows<Row extends object>({ query, ...props }: PagedRowsProps<Row>) {
  const go = useGo();
  const [active, setActive] = useState<string | null>(null);
  const { title, says } = props.empty ?? NOTHING_BEHIND;
  const rows = useMemo(() => query.data?.pages.flat() ?? [], [query.data]);
  const open = (row: Row) => {
    const href = props.hrefOf(row);
    if (href !== null) go(href);
  };
  const read = `${formatQuantity(rows.length)} read${query.hasNextPage ? ', more as you scroll' : ', all of them'}`;
  return (
    <ListTable
      name={props.name}
      columns={props.columns}
      rows={rows}
      rowKey={props.rowKey}
      activeKey={active}
      onActive={setActive}
      rowActs={{ Enter: open }}
      sorting={null}
      onSort={nothing}
      canSort={never}
      onNearEnd={() => {
        if (query.hasNextPage && !query.isFetching && query.error === null) void query.fetchNextPage();
      }}
      listKey={props.of}
      startTop={0}
      onScrolled={nothing}
      onTop={nothing}
      toolbar={
        <>
          <SectionTitle title={props.title} note={query.isPending ? '' : read} />
          {props.tools}
        </>
      }
      tools={null}
      loading={query.isPending}
      failure={rows.length === 0 ? query.error?.message : undefined}
      onRetry={() => void query.refetch()}
      empty={<EmptyState title={title}>{says}</EmptyState>}
    />
  );
}

function nothing(): void {}
const never = () => false as const;

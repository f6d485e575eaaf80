'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { type Column, fittingColumns } from './column';
import { useElementWidth } from './element-width';
import { useHiddenColumns } from './hidden-columns';
import { ErrorState } from './region-state';
import { useRowKeys } from './row-keys';
import { SkeletonRows } from './skeleton';
import { ROW_HEIGHT, type RowLink, TableBody } from './table-body';
import { TableHead } from './table-head';
import type { Sorting } from './table-model';
import { ColumnsMenu } from './table-tools';

interface ListTableProps<Row extends object> {
  /** Names the table for readers and the kept choice of columns. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Where each row leads; absent where rows are no links. */
  readonly link?: Omit<RowLink<Row>, 'onFocus'> | undefined;
  readonly activeKey: string | null;
  /** What is done with the row that one stands on, by its key. */
  readonly rowActs?: Readonly<Record<string, (row: Row) => void>> | undefined;
  readonly onActive: (key: string | null) => void;
  readonly sorting: Sorting | null;
  readonly onSort: (id: string) => void;
  readonly canSort: (id: string) => true | false | string;
  /** Told while the last rows are in sight and there may be more. */
  readonly onNearEnd: () => void;
  /** Another list begins at the top. */
  readonly listKey: string;
  /** Where the list stood when it was left, in pixels. */
  readonly startTop: number;
  readonly onScrolled: (top: number) => void;
  readonly onTop: () => void;
  /** Shown above the rows, left and right of the choice of columns. */
  readonly toolbar: ReactNode;
  readonly tools: ReactNode;
  readonly empty: ReactNode;
  readonly loading: boolean;
  readonly failure: string | undefined;
  readonly onRetry: () => void;
}

/** So many rows before the end the next ones are asked for. */
const NEAR_END = 30;

/** Rows that a server sorts and gives page by page, each a link where it leads somewhere; read by keys, and left and come back to at the same place. */
export function ListTable<Row extends object>(props: ListTableProps<Row>) {
  const { name, columns, rows, rowKey, link, activeKey, onActive } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const { hidden, hide } = useHiddenColumns(name, columns);
  const shown = useMemo(
    () =>
      fittingColumns(
        columns.filter((column) => !hidden.has(column.id)),
        width,
      ),
    [columns, hidden, width],
  );
  const virtualizer = useRowsInSight(props, scroller);
  useListKeys(props, virtualizer);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 pl-4 max-sm:pr-4 sm:pr-2">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{props.toolbar}</div>
        <span className="flex items-center gap-1 max-sm:hidden">
          <ColumnsMenu columns={columns} hidden={hidden} onHide={hide} />
          {props.tools}
        </span>
      </div>
      <section
        ref={scroller}
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop)}
        className="relative min-h-0 flex-1 overflow-auto"
      >
        <table className="w-full table-fixed border-collapse text-left">
          <colgroup>
            {shown.map((column) => (
              <col key={column.id} style={column.grow === true ? undefined : { width: column.width }} />
            ))}
          </colgroup>
          <TableHead columns={shown} sorting={props.sorting} onSort={props.onSort} canSort={props.canSort} />
          <TableBody
            columns={shown}
            rows={rows}
            rowKey={rowKey}
            virtualizer={virtualizer}
            activeKey={activeKey}
            onOpen={undefined}
            link={link === undefined ? undefined : { ...link, onFocus: (row: Row) => onActive(rowKey(row)) }}
          />
        </table>
        <ListNotice {...props} />
      </section>
    </div>
  );
}

/** Which rows are in sight: from where the list was left on, and from the top of another list. */
function useRowsInSight<Row extends object>(props: ListTableProps<Row>, scroller: RefObject<HTMLDivElement | null>) {
  const { rows, startTop, listKey, onNearEnd } = props;
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialOffset: startTop,
    initialRect: { width: 0, height: 30 * ROW_HEIGHT },
  });
  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = startTop;
  }, [startTop, scroller]);
  const shownList = useRef(listKey);
  useLayoutEffect(() => {
    if (shownList.current === listKey) return;
    shownList.current = listKey;
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [listKey, scroller]);
  const last = virtualizer.getVirtualItems().at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= rows.length - NEAR_END) onNearEnd();
  });
  return virtualizer;
}

function useListKeys<Row extends object>(
  { rows, rowKey, activeKey, rowActs, link, onActive, onTop }: ListTableProps<Row>,
  virtualizer: ReturnType<typeof useRowsInSight>,
): void {
  useRowKeys(true, {
    rows,
    rowKey,
    activeKey,
    open: link?.onOpen,
    peek: link?.onPeek,
    letGo: () => onActive(null),
    acts: rowActs,
    toTop: () => {
      virtualizer.scrollToOffset(0);
      onActive(null);
      onTop();
    },
    activate: (row, index) => {
      onActive(rowKey(row));
      virtualizer.scrollToIndex(index);
    },
  });
}

/** What stands in place of rows that are not there. */
function ListNotice<Row extends object>(props: ListTableProps<Row>) {
  if (props.failure !== undefined)
    return (
      <ErrorState title={`${props.name} could not be loaded`} onRetry={props.onRetry}>
        {props.failure}
      </ErrorState>
    );
  if (props.rows.length > 0) return null;
  return props.loading ? <SkeletonRows count={8} /> : props.empty;
}

'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { classNames } from './class-names';
import { type Column, fittingColumns } from './column';
import { useElementWidth } from './element-width';
import { useHiddenColumns } from './hidden-columns';
import { useHotkeys } from './hotkeys';
import { ErrorState } from './region-state';
import type { RowHold } from './row-hold';
import { useRowKeys } from './row-keys';
import { SkeletonRows } from './skeleton';
import { ROW_HEIGHT, TableBody } from './table-body';
import { TableHead } from './table-head';
import { type Sorting, useTableModel } from './table-model';
import { TableTools } from './table-tools';

interface DataTableProps<Row extends object> {
  /** Names the table for readers, the CSV file and the kept choice of columns. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  /** Shown above the rows, left of the table's own tools. */
  readonly toolbar?: ReactNode;
  readonly empty: ReactNode;
  readonly loading?: boolean;
  readonly failure?: string | undefined;
  readonly onRetry?: () => void;
  /** Takes the j, k and Enter keys of the page. */
  readonly primary?: boolean;
  /** Rows in sight; without it the table fills what its parent leaves. */
  readonly rowsInSight?: number;
  /** Holds rows that come by themselves still while somebody reads them. */
  readonly hold?: RowHold;
}

/** Rows and columns: dense, sorted at a key, of any length. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { name, columns, rows, rowKey, onOpen, primary = false, hold } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const { hidden, hide } = useHiddenColumns(name, columns);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const shown = useMemo(
    () =>
      fittingColumns(
        columns.filter((column) => !hidden.has(column.id)),
        width,
      ),
    [columns, hidden, width],
  );
  const model = useTableModel({ columns, rows, rowKey, sorting });
  const virtualizer = useRowsInSight(model.length, scroller);
  useRowKeys(primary, {
    rows: model,
    rowKey,
    activeKey,
    open: onOpen,
    activate: (row, index) => {
      setActiveKey(rowKey(row));
      hold?.choose();
      virtualizer.scrollToIndex(index);
    },
  });
  useLettingGo(hold, scroller, () => setActiveKey(null));
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 pl-4 max-sm:pr-4 sm:pr-2">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{props.toolbar}</div>
        <TableTools name={name} columns={columns} hidden={hidden} onHide={hide} rows={model} />
      </div>
      <section
        ref={scroller}
        aria-label={name}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        {...hold?.handlers}
        className={classNames('relative min-h-0 overflow-auto', props.rowsInSight === undefined && 'flex-1')}
        style={props.rowsInSight === undefined ? undefined : { height: (props.rowsInSight + 1) * ROW_HEIGHT + 2 }}
      >
        <table className="w-full table-fixed border-collapse text-left">
          <colgroup>
            {shown.map((column) => (
              <col key={column.id} style={column.grow === true ? undefined : { width: column.width }} />
            ))}
          </colgroup>
          <TableHead
            columns={shown}
            sorting={sorting}
            onSort={(id) => setSorting((before) => nextSorting(before, id))}
          />
          <TableBody
            columns={shown}
            rows={model}
            rowKey={rowKey}
            virtualizer={virtualizer}
            activeKey={activeKey}
            onOpen={onOpen}
          />
        </table>
        <TableNotice {...props} count={model.length} />
      </section>
    </div>
  );
}

/** Rows that are let go of begin at the top again, and none is chosen. */
function useLettingGo(hold: RowHold | undefined, scroller: RefObject<HTMLDivElement | null>, forget: () => void): void {
  const released = hold?.released ?? 0;
  const latest = useRef(forget);
  latest.current = forget;
  useEffect(() => {
    if (released === 0) return;
    latest.current();
    scroller.current?.scrollTo({ top: 0 });
  }, [released, scroller]);
  useHotkeys(hold === undefined ? {} : { Escape: hold.letGo, Home: hold.letGo });
}

/** Which rows are in sight; before the first measuring, as many as a screen holds, so that the server's page has them. */
function useRowsInSight(count: number, scroller: RefObject<HTMLDivElement | null>) {
  return useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    initialRect: { width: 0, height: 30 * ROW_HEIGHT },
  });
}

function nextSorting(before: Sorting | null, id: string): Sorting | null {
  if (before?.id !== id) return { id, desc: true };
  return before.desc ? { id, desc: false } : null;
}

/** What stands in place of rows that are not there. */
function TableNotice<Row extends object>(props: DataTableProps<Row> & { count: number }) {
  if (props.failure !== undefined)
    return (
      <ErrorState title={`${props.name} could not be loaded`} onRetry={() => props.onRetry?.()}>
        {props.failure}
      </ErrorState>
    );
  if (props.count > 0) return null;
  return props.loading === true ? <SkeletonRows count={8} /> : props.empty;
}

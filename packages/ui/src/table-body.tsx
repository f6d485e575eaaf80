'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { classNames } from './class-names';
import type { Column } from './column';

/** The height of a row in pixels: dense, and the same everywhere, so that virtual rows need no measuring. */
export const ROW_HEIGHT = 28;

interface TableBodyProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly activeKey: string | null;
  readonly onOpen: ((row: Row) => void) | undefined;
}

/** The rows that are in sight, between two spacers that stand for those above and below. */
export function TableBody<Row>({ columns, rows, rowKey, virtualizer, activeKey, onOpen }: TableBodyProps<Row>) {
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <tbody>
      {before > 0 && <Spacer height={before} span={columns.length} />}
      {items.map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        const key = rowKey(row);
        return (
          <tr
            key={key}
            data-row={key}
            aria-selected={activeKey === key}
            onClick={onOpen === undefined ? undefined : () => onOpen(row)}
            className={classNames(
              'h-7 border-b border-line/55',
              onOpen !== undefined && 'cursor-pointer hover:bg-hover',
              activeKey === key && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]',
            )}
          >
            {columns.map((column) => (
              <td
                key={column.id}
                className={classNames(
                  'overflow-hidden px-2 text-xs first:pl-4 last:pr-4 text-ellipsis whitespace-nowrap',
                  column.align === 'right' && 'figures text-right',
                )}
              >
                {column.cell === undefined ? (column.value(row) ?? '–') : column.cell(row)}
              </td>
            ))}
          </tr>
        );
      })}
      {after > 0 && <Spacer height={after} span={columns.length} />}
    </tbody>
  );
}

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr>
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  );
}

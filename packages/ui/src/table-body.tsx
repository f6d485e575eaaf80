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
  /** Makes each row a link, whose name is its label. */
  readonly link?: RowLink<Row> | undefined;
}

/** Where the link of a row leads to. */
export interface RowLink<Row> {
  readonly href: (row: Row) => string;
  readonly label: (row: Row) => string;
  /** A plain press; with a modifier or another button the browser does as with any link. */
  readonly onOpen: (row: Row) => void;
  readonly onPeek: (row: Row) => void;
  readonly onFocus: (row: Row) => void;
}

/** The rows that are in sight, between two spacers that stand for those above and below. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { columns, rows, rowKey, virtualizer, activeKey, onOpen, link } = props;
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
            onClick={onOpen === undefined ? undefined : ({ target }) => isOwnPress(target) || onOpen(row)}
            className={classNames(
              'h-7 border-b border-line/55',
              onOpen !== undefined && 'cursor-pointer hover:bg-hover',
              link !== undefined && 'group relative hover:bg-hover',
              activeKey === key && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]',
            )}
          >
            {columns.map((column, index) => (
              <td
                key={column.id}
                className={classNames(
                  'overflow-hidden px-2 text-xs first:pl-4 last:pr-4 text-ellipsis whitespace-nowrap',
                  column.align === 'right' && 'figures text-right',
                  column.pressable === true && 'relative z-10',
                )}
              >
                {index === 0 && link !== undefined && <Link row={row} {...link} />}
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

/** Whether a press was meant for a link or a control in the row: it does what it does, and the row is not opened beside it. */
function isOwnPress(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, select, label') !== null;
}

/** Lies over the whole row. */
function Link<Row>({ row, href, label, onOpen, onPeek, onFocus }: RowLink<Row> & { row: Row }) {
  return (
    <>
      <a
        href={href(row)}
        className="absolute inset-0 focus-visible:-outline-offset-1"
        onFocus={() => onFocus(row)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          onOpen(row);
        }}
      >
        <span className="sr-only">{label(row)}</span>
      </a>
      <button
        type="button"
        tabIndex={-1}
        title="Look into it beside the list (p)"
        aria-label={`Peek: ${label(row)}`}
        onClick={() => onPeek(row)}
        className="absolute inset-y-0.5 right-14 z-10 hidden rounded-sm border border-line bg-raised px-1.5 text-2xs text-muted group-hover:block hover:text-fg max-lg:group-hover:hidden"
      >
        Peek
      </button>
    </>
  );
}

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr>
      <td colSpan={span} style={{ height, padding: 0 }} />
    </tr>
  );
}

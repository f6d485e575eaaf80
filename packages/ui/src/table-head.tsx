import type { ReactNode } from 'react';
import { classNames } from './class-names';
import type { Column } from './column';
import type { Sorting } from './table-model';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | null;
  readonly onSort: (id: string) => void;
  /** True where a column can be sorted by, a sentence where it cannot now, false where never; every column can unless said. */
  readonly canSort?: (id: string) => true | false | string;
}

const CELL = 'h-7 border-b border-line-strong/70 p-0 text-2xs font-normal text-muted first:pl-2 last:pr-2';

/** The names of the columns, with their units; a press sorts down, up, and back to the order of arrival. */
export function TableHead<Row>({ columns, sorting, onSort, canSort = () => true }: TableHeadProps<Row>) {
  return (
    <thead className="sticky top-0 z-10 bg-bg">
      <tr>
        {columns.map((column) => {
          const sorted = sorting?.id === column.id ? (sorting.desc ? 'descending' : 'ascending') : 'none';
          // A column of acts or of room has no name: a reader would be told of a head that says nothing.
          if (column.header === '') return <td key={column.id} className={CELL} />;
          return (
            <th key={column.id} scope="col" aria-sort={sorted} className={CELL}>
              <HeadCell column={column} canSort={canSort(column.id)} sorted={sorted} onSort={onSort}>
                <span className="truncate">
                  {column.header}
                  {column.unit !== undefined && <span className="text-faint"> {column.unit}</span>}
                </span>
                {sorted !== 'none' && <span aria-hidden="true">{sorted === 'descending' ? '↓' : '↑'}</span>}
              </HeadCell>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface HeadCellProps<Row> {
  readonly column: Column<Row>;
  readonly canSort: true | false | string;
  readonly sorted: 'ascending' | 'descending' | 'none';
  readonly onSort: (id: string) => void;
  readonly children: ReactNode;
}

function HeadCell<Row>({ column, canSort, sorted, onSort, children }: HeadCellProps<Row>) {
  const look = classNames(
    'flex h-7 w-full items-center gap-1 px-2 whitespace-nowrap',
    column.align === 'right' ? 'justify-end' : 'justify-start',
    sorted !== 'none' && 'text-fg',
  );
  const why = canSort === true || canSort === false ? undefined : canSort;
  if (canSort !== true)
    return (
      <span title={[column.hint, why].filter(Boolean).join('. ')} className={look}>
        {children}
      </span>
    );
  return (
    <button
      type="button"
      title={column.hint ?? `Sort by ${column.header}`}
      onClick={() => onSort(column.id)}
      className={classNames(look, 'hover:text-fg')}
    >
      {children}
    </button>
  );
}

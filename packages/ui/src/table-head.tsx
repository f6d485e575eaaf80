import { classNames } from './class-names';
import type { Column } from './column';
import type { Sorting } from './table-model';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sorting: Sorting | null;
  readonly onSort: (id: string) => void;
}

/** The names of the columns, with their units; a press sorts down, up, and back to the order of arrival. */
export function TableHead<Row>({ columns, sorting, onSort }: TableHeadProps<Row>) {
  return (
    <thead className="sticky top-0 z-10 bg-bg">
      <tr>
        {columns.map((column) => {
          const sorted = sorting?.id === column.id ? (sorting.desc ? 'descending' : 'ascending') : 'none';
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted}
              className="h-7 border-b border-line-strong/70 p-0 text-2xs font-normal text-muted first:pl-2 last:pr-2"
            >
              <button
                type="button"
                title={column.hint ?? `Sort by ${column.header}`}
                onClick={() => onSort(column.id)}
                className={classNames(
                  'flex h-7 w-full items-center gap-1 px-2 whitespace-nowrap hover:text-fg',
                  column.align === 'right' ? 'justify-end' : 'justify-start',
                  sorted !== 'none' && 'text-fg',
                )}
              >
                <span className="truncate">
                  {column.header}
                  {column.unit !== undefined && <span className="text-faint"> {column.unit}</span>}
                </span>
                {sorted !== 'none' && <span aria-hidden="true">{sorted === 'descending' ? '↓' : '↑'}</span>}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

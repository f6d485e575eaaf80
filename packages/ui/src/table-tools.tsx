'use client';

import { Button } from './button';
import type { Column } from './column';
import { downloadCsv, toCsv } from './csv';
import { Menu, MenuCheck, MenuLabel } from './menu';

interface ColumnsMenuProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly hidden: ReadonlySet<string>;
  readonly onHide: (id: string, hidden: boolean) => void;
}

interface TableToolsProps<Row> extends ColumnsMenuProps<Row> {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** Which columns are shown, and the rows as a file. */
export function TableTools<Row>({ name, columns, hidden, onHide, rows }: TableToolsProps<Row>) {
  return (
    <span className="flex items-center gap-1 max-sm:hidden">
      <ColumnsMenu columns={columns} hidden={hidden} onHide={onHide} />
      <Button
        look="quiet"
        size="sm"
        title="Download the rows that are listed, all columns, as CSV"
        onClick={() => downloadCsv(name, toCsv(columns, rows))}
      >
        CSV
      </Button>
    </span>
  );
}

/** Which columns are shown. */
export function ColumnsMenu<Row>({ columns, hidden, onHide }: ColumnsMenuProps<Row>) {
  return (
    <Menu
      trigger={
        <Button look="quiet" size="sm">
          Columns
        </Button>
      }
    >
      <MenuLabel>Shown where there is room</MenuLabel>
      {columns.map((column) => (
        <MenuCheck key={column.id} checked={!hidden.has(column.id)} onChange={(shown) => onHide(column.id, !shown)}>
          {column.header}
          {column.unit !== undefined && <span className="text-faint">{column.unit}</span>}
        </MenuCheck>
      ))}
    </Menu>
  );
}

import { csvCell } from '../csv/csv-text.ts';
import type { Layout, RowOf } from './layout.ts';

/** The first line of a CSV file of a layout, without its end. */
export function headerLine(layout: Layout): string {
  return Object.keys(layout).join(',');
}

/** A row as a line of a CSV file (RFC 4180), without its end. */
export function csvLine<L extends Layout>(layout: L, row: RowOf<L>): string {
  return cellsOf(layout, row)
    .map(([, cell]) => csvCell(cell))
    .join(',');
}

/** A row as a line of JSON, without its end: every value as its text, those that are empty left out. */
export function jsonLine<L extends Layout>(layout: L, row: RowOf<L>): string {
  return JSON.stringify(Object.fromEntries(cellsOf(layout, row).filter(([, cell]) => cell !== '')));
}

function cellsOf<L extends Layout>(layout: L, row: RowOf<L>): [name: string, cell: string][] {
  return Object.entries(layout).map(([name, field]) => [name, field.write(Reflect.get(row, name))]);
}

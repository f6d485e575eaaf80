import type { Column } from './column';

/** RFC 4180 text of the rows; a cell that a spreadsheet would run as a formula is given as text. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const header = columns.map((column) =>
    column.unit === undefined ? column.header : `${column.header} (${column.unit})`,
  );
  const lines = rows.map((row) => columns.map((column) => column.value(row)));
  return [header, ...lines].map((line) => line.map(csvCell).join(',')).join('\r\n');
}

/** One cell as RFC 4180 text; what a spreadsheet would run as a formula is given as text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Hands a text to the person as a file. */
export function downloadCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}

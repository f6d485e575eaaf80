/** Cells of one line; nothing is an empty cell. */
export type CsvLine = readonly (string | null)[];

/** Lines as RFC 4180 has them: commas, CRLF after each line, quotes where a cell has a comma, a quote or a line end, quotes in it doubled. */
export function csvText(lines: readonly CsvLine[]): string {
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** A cell as it stands in a line. */
export function csvCell(cell: string | null): string {
  if (cell === null) return '';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

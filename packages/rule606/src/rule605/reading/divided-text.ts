import { type Defect, LineDefects } from './defect.ts';

/** How a file is laid out. */
export interface Layout {
  readonly divider: string;
  readonly columns: readonly string[];
  /** Whether its first line names the columns. */
  readonly hasHeader: boolean;
}

/** One line with its cells by column, and where to put what is wrong with it. */
export interface DividedLine {
  readonly cells: ReadonlyMap<string, string>;
  readonly defects: LineDefects;
}

/**
 * Divides a file into lines and cells. A header with the same names in another order is told, and its order taken; one that is no header at all is
 * told, and the columns are taken in their order, the first line too where it is data. A line with another count of cells is told and left out.
 */
export function dividedText(text: string, layout: Layout, found: Defect[]): DividedLine[] {
  const whole = new LineDefects(0, found);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
  const strange = /[^\x00-\x7f]/.exec(text);
  if (strange !== null) whole.add('NOT_ASCII', null, strange[0]);
  if (/(^|[^\r])\n/.test(text) || (text !== '' && !text.endsWith('\n'))) whole.add('WRONG_LINE_END', null, '');
  const lines = text.split(/\r?\n/).map((line) => line.split(layout.divider));
  const numbered = lines.map((cells, place) => ({ line: place + 1, cells })).filter(({ cells }) => !isBlank(cells));
  const { columns, isData } = columnsOf(numbered[0]?.cells ?? [], layout);
  const first = numbered[0];
  if (first === undefined) whole.add('EMPTY_FILE', null, '');
  else if (layout.hasHeader && !isSame(first.cells, layout.columns)) {
    new LineDefects(first.line, found).add('WRONG_HEADER', null, first.cells.join(layout.divider));
  }
  return numbered.slice(isData ? 0 : 1).flatMap(({ line, cells }) => {
    const defects = new LineDefects(line, found);
    if (cells.length !== columns.length) {
      defects.add('WRONG_COLUMN_COUNT', null, `${cells.length}`);
      return [];
    }
    return [{ cells: new Map(columns.map((column, place) => [column, cells[place] ?? ''])), defects }];
  });
}

function columnsOf(first: readonly string[], { columns, hasHeader }: Layout) {
  if (!hasHeader) return { columns, isData: true };
  if (isSame([...first].sort(), [...columns].sort())) return { columns: first, isData: false };
  // The third column is the month in every layout, and no name of a column is one.
  return { columns, isData: /^\d{6}$/.test(first[2] ?? '') };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, place) => name === b[place]);
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

import { type Defect, LineDefects, type ReadLine, type ReadReport } from './defect.ts';
import { KeyChecks, type ReporterRules } from './row-keys.ts';

/** How a kind of file is laid out and read. */
export interface Table<Row> {
  readonly divider: string;
  readonly columns: readonly string[];
  /** Whether its first line names the columns. */
  readonly hasHeader: boolean;
  /** Whether its lines are to end in carriage return and line feed. */
  readonly needsCarriageReturn: boolean;
  readonly reporter: ReporterRules;
  /** The columns that no two rows have alike. */
  readonly keys: readonly string[];
  /** The row of a line, by the cells of its columns; tells what is wrong with it. */
  readonly rowOf: (cells: ReadonlyMap<string, string>, defects: LineDefects) => Row;
}

/**
 * Reads a file line by line, so that a file may be larger than what memory holds of rows. A header with the same names in another order is told,
 * and its order taken; one that is no header at all is told, and the columns are taken in their order, the first line too where it is data. A line
 * with another count of cells is told and has no row.
 */
export class TableReader<Row> {
  readonly #table: Table<Row>;
  readonly #keys: KeyChecks;
  #columns: readonly string[] | null = null;
  #line = 0;
  #isAscii = true;
  #hasCarriageReturns = true;

  constructor(table: Table<Row>) {
    this.#table = table;
    this.#keys = new KeyChecks(table.reporter);
  }

  /** Takes the next line as it stands before its line feed. Headers and blank lines have no row. */
  take(raw: string): ReadLine<Row> {
    this.#line++;
    const found: Defect[] = [];
    const defects = new LineDefects(this.#line, found);
    if (!raw.endsWith('\r')) this.#hasCarriageReturns = false;
    const line = raw.trimEnd();
    this.#checkAscii(line, defects);
    return { row: line === '' ? null : this.#rowOf(raw.replace(/\r$/, ''), defects), defects: found };
  }

  /** What is wrong with the file as a whole, when all its lines are taken. */
  end(): readonly Defect[] {
    const found: Defect[] = [];
    const whole = new LineDefects(0, found);
    if (this.#columns === null) whole.add('EMPTY_FILE', null, '');
    if (this.#table.needsCarriageReturn && !this.#hasCarriageReturns) whole.add('WRONG_LINE_END', null, '');
    this.#keys.end(whole);
    return found;
  }

  #checkAscii(line: string, defects: LineDefects): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
    const strange = /[^\x00-\x7f]/.exec(line);
    if (strange === null || !this.#isAscii) return;
    this.#isAscii = false;
    defects.add('NOT_ASCII', null, strange[0]);
  }

  #rowOf(line: string, defects: LineDefects): Row | null {
    const cells = line.split(this.#table.divider);
    if (this.#columns === null) {
      const { columns, isData } = this.#columnsOf(cells, defects);
      this.#columns = columns;
      if (!isData) return null;
    }
    const columns = this.#columns;
    if (cells.length !== columns.length) {
      defects.add('WRONG_COLUMN_COUNT', null, `${cells.length}`);
      return null;
    }
    const byColumn = new Map(columns.map((column, place) => [column, cells[place] ?? '']));
    this.#keys.check(byColumn, this.#table.keys, defects);
    return this.#table.rowOf(byColumn, defects);
  }

  #columnsOf(first: readonly string[], defects: LineDefects): { columns: readonly string[]; isData: boolean } {
    const { columns, hasHeader, divider } = this.#table;
    if (!hasHeader) return { columns, isData: true };
    if (!isSame(first, columns)) defects.add('WRONG_HEADER', null, first.join(divider));
    if (isSame([...first].sort(), [...columns].sort())) return { columns: first, isData: false };
    // The third column is the month in every layout, and no name of a column is one.
    return { columns, isData: /^\d{6}$/.test(first[2] ?? '') };
  }
}

/** Reads a whole file at once. */
export function readWhole<Row>(table: Table<Row>, text: string): ReadReport<Row> {
  const reader = new TableReader(table);
  const rows: Row[] = [];
  const defects: Defect[] = [];
  const lines = text.split('\n');
  // What is behind the last line feed is a line only where something stands there.
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const read = reader.take(line);
    if (read.row !== null) rows.push(read.row);
    defects.push(...read.defects);
  }
  defects.push(...reader.end());
  return { rows, defects };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, place) => name === b[place]);
}

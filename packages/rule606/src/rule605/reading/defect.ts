/** What can be wrong with a file of Rule 605 that somebody published, each by its name. */
export const DEFECT_CODES = [
  // The file.
  'EMPTY_FILE',
  'NOT_ASCII',
  'WRONG_LINE_END',
  'WRONG_HEADER',
  'WRONG_COLUMN_COUNT',
  'MORE_THAN_ONE_REPORT',
  'NAME_DISAGREES',
  // What a row is about.
  'UNKNOWN_PARTICIPANT',
  'BAD_ENTITY',
  'BAD_MONTH',
  'NO_SYMBOL',
  'UNKNOWN_SP500',
  'UNKNOWN_LOT',
  'UNKNOWN_ORDER_SIZE',
  'UNKNOWN_ORDER_TYPE',
  'DUPLICATE_ROW',
  // One figure.
  'NOT_A_NUMBER',
  'EXPONENT',
  'TOO_MANY_DECIMALS',
  'NEGATIVE',
  'OUT_OF_RANGE',
  'MISSING',
  'NOT_DUE_YET',
  'NOT_FOR_THIS_TYPE',
  // Figures against each other.
  'EQ_TIMES_100',
  'EQ_DISAGREES',
  'PERCENT_DISAGREES',
  'PLACEHOLDER_PRICE',
  'SIZE_DISAGREES',
  'SHARES_BY_TIME_DISAGREE',
  'SHARES_BY_QUOTE_DISAGREE',
  'MORE_THAN_ORDERED',
  'IMPROVED_EXCEEDS_AT_QUOTE',
] as const;
export type DefectCode = (typeof DEFECT_CODES)[number];

/** One defect with its place. */
export interface Defect {
  readonly code: DefectCode;
  /** Of the file, from 1; 0 is the file as a whole. */
  readonly line: number;
  /** The column that it is about; null is the whole line. */
  readonly column: string | null;
  /** What stands there. */
  readonly found: string;
}

/** A file as read: every row that can be told from it, and every defect. Nothing is mended. */
export interface ReadReport<Row> {
  readonly rows: readonly Row[];
  readonly defects: readonly Defect[];
}

/** One line as read. */
export interface ReadLine<Row> {
  /** Null where the line has none: it is blank, a header, or broken. */
  readonly row: Row | null;
  readonly defects: readonly Defect[];
}

/** Where the checks of one line put what they find. */
export class LineDefects {
  readonly #line: number;
  readonly #found: Defect[];

  constructor(line: number, found: Defect[]) {
    this.#line = line;
    this.#found = found;
  }

  add(code: DefectCode, column: string | null, found: string): void {
    this.#found.push({ code, line: this.#line, column, found });
  }
}

import { formatScaled } from '@fairlead/core/money/scaled';
import { err, ok, type Result } from '@fairlead/core/result';
import type { Rule605Rules } from '../filled-groups.ts';
import type { Defect, ReadLine } from './defect.ts';
import { detailTable } from './read-detail.ts';
import { FORMER_TABLE } from './read-former.ts';
import { SUMMARY_TABLE } from './read-summary.ts';
import { type Table, TableReader } from './table-reader.ts';

/** What a file is: the detailed report, the summary, or the format to July 2026. */
export const PUBLISHED_FORMATS = ['DETAIL', 'SUMMARY', 'FORMER'] as const;
export type PublishedFormat = (typeof PUBLISHED_FORMATS)[number];

/** How a file of each format is named. In the former one the letter of the participant stands before the entity, as in its rows. */
const NAMES: Readonly<Record<PublishedFormat, RegExp>> = {
  DETAIL: /^([A-Z]+)(20\d\d(?:0[1-9]|1[0-2]))\.txt$/,
  SUMMARY: /^([A-Z]+)(20\d\d(?:0[1-9]|1[0-2]))\.csv$/,
  FORMER: /^([A-Z][A-Z0-9]+)(20\d\d(?:0[1-9]|1[0-2]))\.dat$/,
};
const FIGURE_DECIMALS = 6;

/** One row of any format. What a format does not have is null. */
export interface PublishedRow {
  readonly participant: string;
  readonly entity: string;
  /** YYYYMM. */
  readonly month: string;
  readonly symbol: string | null;
  readonly sp500: string | null;
  readonly lot: string | null;
  readonly size: string;
  readonly type: string;
  /** Decimals by the names of the format's columns. A column that is not in it is empty. */
  readonly figures: Readonly<Record<string, string>>;
}

/** Reads one file, line by line. */
export interface PublishedReader {
  readonly format: PublishedFormat;
  /** By the file's name: the entity, in the former format with the letter before it, and the month, YYYYMM. */
  readonly entity: string;
  readonly month: string;
  /** Takes the next line as it stands before its line feed. */
  take(raw: string): ReadLine<PublishedRow>;
  /** What is wrong with the file as a whole, when all its lines are taken. */
  end(): readonly Defect[];
}

/**
 * A reader for a file that somebody published, by its name without `.zip` or `.gz`: `<entity><YYYYMM>.txt` is detailed, `.csv` the summary,
 * `<letter><entity><YYYYMM>.dat` the former format. Rows of another entity or month than the name's are a defect of the file.
 */
export function publishedReader(name: string, rules: Rule605Rules): Result<PublishedReader, 'UNKNOWN_FILE_NAME'> {
  for (const format of PUBLISHED_FORMATS) {
    const [, entity, month] = NAMES[format].exec(name) ?? [];
    if (entity === undefined || month === undefined) continue;
    const named = { format, entity, month };
    switch (format) {
      case 'DETAIL':
        return ok(
          readerOf(named, detailTable(rules), (row) => ({ ...row, sp500: null, figures: figuresOf(row.figures) })),
        );
      case 'SUMMARY':
        return ok(
          readerOf(named, SUMMARY_TABLE, (row) => ({
            ...row,
            symbol: null,
            lot: null,
            figures: figuresOf(row.figures),
          })),
        );
      case 'FORMER':
        return ok(
          readerOf(named, FORMER_TABLE, (row) => ({ ...row, sp500: null, lot: null, figures: figuresOf(row.figures) })),
        );
    }
  }
  return err('UNKNOWN_FILE_NAME');
}

interface NamedReport {
  readonly format: PublishedFormat;
  readonly entity: string;
  readonly month: string;
}

function readerOf<Row>(named: NamedReport, table: Table<Row>, rowOf: (row: Row) => PublishedRow): PublishedReader {
  const reader = new TableReader(table);
  let other: string | null = null;
  return {
    ...named,
    take(raw) {
      const { row, defects } = reader.take(raw);
      if (row === null) return { row: null, defects };
      const own = rowOf(row);
      const stem = `${named.format === 'FORMER' ? own.participant : ''}${own.entity}${own.month}`;
      if (stem !== `${named.entity}${named.month}`) other ??= stem;
      return { row: own, defects };
    },
    end() {
      if (other === null) return reader.end();
      return [...reader.end(), { code: 'NAME_DISAGREES', line: 0, column: null, found: other }];
    },
  };
}

function figuresOf(figures: ReadonlyMap<string, bigint>): Record<string, string> {
  return Object.fromEntries([...figures].map(([name, figure]) => [name, formatScaled(figure, FIGURE_DECIMALS)]));
}

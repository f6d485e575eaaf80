import { err, ok, type Result } from '@fairlead/core/result';
import type { DetailRow } from '../detail-columns.ts';
import type { Rule605Rules } from '../filled-groups.ts';
import type { SummaryRow } from '../summary-columns.ts';
import type { Defect, ReadReport } from './defect.ts';
import { readDetail } from './read-detail.ts';
import { type FormerRow, readFormer } from './read-former.ts';
import { readSummary } from './read-summary.ts';

/** What a file is by its name: the detailed report, the summary, or the format to July 2026. */
const NAMES = [
  { format: 'DETAIL', pattern: /^([A-Z]+)(\d{6})\.txt$/ },
  { format: 'SUMMARY', pattern: /^([A-Z]+)(\d{6})\.csv$/ },
  // The letter of the participant stands before the entity, in the name as in the rows.
  { format: 'FORMER', pattern: /^([A-Z][A-Z0-9]+)(\d{6})\.dat$/ },
] as const;

/** A file that somebody published, as read. */
export type PublishedFile =
  | { readonly format: 'DETAIL'; readonly report: ReadReport<DetailRow> }
  | { readonly format: 'SUMMARY'; readonly report: ReadReport<SummaryRow> }
  | { readonly format: 'FORMER'; readonly report: ReadReport<FormerRow> };

/**
 * Reads a file as its name says, without `.zip` or `.gz` around it: `<entity><YYYYMM>.txt` is detailed, `.csv` the summary,
 * `<letter><entity><YYYYMM>.dat` the former format. Rows of another entity or month than the name's are a defect of the file.
 */
export function readPublished(
  file: { readonly name: string; readonly text: string },
  rules: Rule605Rules,
): Result<PublishedFile, 'UNKNOWN_FILE_NAME'> {
  for (const { format, pattern } of NAMES) {
    if (!pattern.test(file.name)) continue;
    const stem = file.name.slice(0, -'.txt'.length);
    switch (format) {
      case 'DETAIL':
        return ok({ format, report: named(readDetail(file.text, rules), stem, stemOf) });
      case 'SUMMARY':
        return ok({ format, report: named(readSummary(file.text), stem, stemOf) });
      case 'FORMER':
        return ok({ format, report: named(readFormer(file.text), stem, (row) => `${row.participant}${stemOf(row)}`) });
    }
  }
  return err('UNKNOWN_FILE_NAME');
}

function stemOf({ entity, month }: { readonly entity: string; readonly month: string }): string {
  return `${entity}${month}`;
}

function named<Row>(report: ReadReport<Row>, stem: string, stemOfRow: (row: Row) => string): ReadReport<Row> {
  const other = report.rows.map(stemOfRow).find((each) => each !== stem);
  if (other === undefined) return report;
  const defect: Defect = { code: 'NAME_DISAGREES', line: 0, column: null, found: other };
  return { rows: report.rows, defects: [...report.defects, defect] };
}

import 'server-only';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import { CSV_EXPECTED_HEADER, CSV_ROWS_MAX } from '@/lists/csv-form';
import type { PageOf } from '@/rows/page-of';
import type { NotAdmitted } from '../admission';
import type { Viewer } from '../session';
import { type CsvColumn, csvBody, csvPieces } from './csv-stream';

/** A list that is to be given as a file. */
export interface CsvAnswer<Row> {
  /** Names the file, e.g. `orders`. */
  readonly name: string;
  readonly columns: readonly CsvColumn<Row>[];
  readonly first: PageOf<Row>;
  readonly step: (cursor: string) => Promise<PageOf<Row>>;
  /** What was asked for, name by value; nulls were not. */
  readonly filter: Readonly<Record<string, string | null | undefined>>;
  /** Null where nobody has counted them. */
  readonly expected: number | null;
}

/** The answer that carries a list as a file, whose name and head say the filter, the zone, as of when, and for whom. */
export function csvAnswer<Row>(viewer: Viewer, answer: CsvAnswer<Row>): Response {
  const { name, columns, first, step, filter, expected } = answer;
  const said = Object.entries(filter).flatMap(([key, value]) => (value ? [`${key} ${value}`] : []));
  const head = [
    `# Fairlead ${name}`,
    `# filter: ${said.length === 0 ? 'none' : said.join(', ')}`,
    `# as of ${formatEtDate(first.as_of_ms)} ${formatEt(first.as_of_ms)} ET (America/New_York), journal position ${first.position}, for ${viewer.name} <${viewer.email}>`,
    `# times in ET; up to ${CSV_ROWS_MAX.toLocaleString('en-US')} rows; the last line says whether the file is whole`,
  ];
  const stamp = `${formatEtDate(Date.now())}-ET`;
  const file = [`fairlead-${name}`, ...said, stamp].join('_').replace(/[^A-Za-z0-9._-]+/g, '-');
  return new Response(csvBody(csvPieces({ columns, first, step, head })), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file.slice(0, 150)}.csv"`,
      'cache-control': 'no-store',
      ...(expected === null ? {} : { [CSV_EXPECTED_HEADER]: String(expected) }),
    },
  });
}

/** What whoever may not have a file is told. */
export function csvRefusal({ code, message }: NotAdmitted): Response {
  return new Response(message, { status: code === 'UNAUTHORIZED' ? 401 : 403 });
}

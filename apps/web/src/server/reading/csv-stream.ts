import 'server-only';
import { csvCell } from '@fairlead/ui/csv';
import { CSV_END, CSV_INCOMPLETE, CSV_ROWS_MAX } from '@/lists/csv-form';
import type { PageOf } from '@/rows/page-of';

/** One column of a file. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
}

/** What a file is made of. */
export interface CsvList<Row> {
  readonly columns: readonly CsvColumn<Row>[];
  /** The lines before the names of the columns. */
  readonly head: readonly string[];
  readonly first: PageOf<Row>;
  /** The steps after the first. */
  readonly step: (cursor: string) => Promise<PageOf<Row>>;
  /** Rows at most; the bound of all lists unless said. */
  readonly rowsMax?: number;
}

const LINE = '\r\n';

/**
 * A list as the pieces of a CSV file, one a step, so that no more of it than a step is held at a time. What goes wrong on the way is told in the last
 * line: a file without an end line is not whole.
 */
export async function* csvPieces<Row>(list: CsvList<Row>): AsyncGenerator<string> {
  const { columns, step, rowsMax = CSV_ROWS_MAX } = list;
  let page = list.first;
  yield lines([...list.head.map((line) => [line]), columns.map(({ header }) => header)]);
  let count = 0;
  try {
    for (;;) {
      const rows = page.rows.slice(0, rowsMax - count);
      count += rows.length;
      if (rows.length > 0) yield lines(rows.map((row) => columns.map(({ value }) => value(row))));
      const isBounded = count >= rowsMax && (page.next_cursor !== null || rows.length < page.rows.length);
      if (isBounded)
        return yield lines([[`${CSV_END} ${count} rows, and no more than these are given: narrow the filter`]]);
      if (page.next_cursor === null) return yield lines([[`${CSV_END} ${count} rows, all that fit the filter`]]);
      page = await step(page.next_cursor);
    }
  } catch {
    yield lines([[`${CSV_INCOMPLETE}: the list could not be read on after ${count} rows`]]);
  }
}

function lines(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((cells) => cells.map(csvCell).join(',') + LINE).join('');
}

/** The pieces as the body of an answer; whoever stops reading stops the reading of the list. */
export function csvBody(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

import { pipeline } from 'node:stream';
import type { Layout, RowOf } from '@fairlead/rule606/import/layout';
import { type FileKind, recordReader, wholeLine } from '@fairlead/rule606/import/row-reader';
import { CsvError, parse } from 'csv-parse';
import { LINE_CHARACTERS_MOST, type LineSource, type ReadLine } from './read-line.ts';

/**
 * Reads a CSV file (RFC 4180, UTF-8, with a byte order mark or without, lines that end with LF or CRLF) whose first line names the fields. Empty lines say
 * nothing. Where it is no CSV any more the rest of the file is not read: nobody knows where the next record begins.
 */
export async function* csvLines<L extends Layout>(
  kind: FileKind<L>,
  { file, skip }: LineSource,
): AsyncGenerator<ReadLine<RowOf<L>>> {
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LINE_CHARACTERS_MOST,
  });
  // What goes wrong with the file is thrown by the parser, below.
  pipeline(file.open(), parser, () => {});
  let read: Reader<L> | null = null;
  let line = 1;
  let records = 0;
  try {
    for await (const each of parser) {
      const record: readonly string[] = each;
      const at = line;
      line += 1 + breaksIn(record);
      if (record.length === 1 && record[0] === '') continue;
      if (read === null) {
        const reader = recordReader(kind, record);
        if (!reader.ok) return yield { line: at, read: reader };
        read = reader.value;
      } else if (++records > skip) yield { line: at, read: read(record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return yield { line, read: { ok: false, error: [wholeLine('LINE_MALFORMED', error.message)] } };
  }
  if (read !== null) return;
  const reader = recordReader(kind, []);
  if (!reader.ok) yield { line: 1, read: reader };
}

type Reader<L extends Layout> = (record: readonly string[]) => ReadLine<RowOf<L>>['read'];

/** Line breaks in quotes: no field allows them, but the lines after them are to have their numbers. */
function breaksIn(record: readonly string[]): number {
  let breaks = 0;
  for (const cell of record) if (cell.includes('\n')) breaks += cell.split('\n').length - 1;
  return breaks;
}

import type { Readable } from 'node:stream';
import { ExactNumber, plainDecimal } from '@fairlead/contracts/decimal';
import { readExactJson } from '@fairlead/contracts/exact-json';
import { err, ok, type Result } from '@fairlead/core/result';
import type { Layout, RowOf } from '@fairlead/rule606/import/layout';
import type { FieldFault } from '@fairlead/rule606/import/line-fault';
import { type FileKind, objectReader, wholeLine } from '@fairlead/rule606/import/row-reader';
import { LINE_CHARACTERS_MOST, type LineSource, type ReadLine } from './read-line.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads a file of JSON lines (UTF-8): an object a line, whose values are the texts that a CSV file would have, or numbers, or null. Numbers keep every
 * digit. Empty lines say nothing.
 */
export async function* jsonLines<L extends Layout>(
  kind: FileKind<L>,
  { file, skip }: LineSource,
): AsyncGenerator<ReadLine<RowOf<L>>> {
  const read = objectReader(kind);
  let line = 0;
  let records = 0;
  for await (const text of linesOf(file.open())) {
    line += 1;
    if (text.length > LINE_CHARACTERS_MOST)
      return yield { line, read: err([wholeLine('LINE_MALFORMED', 'it is longer than any line of the layout')]) };
    if (text.trim() === '' || ++records <= skip) continue;
    const object = cellsOf(text);
    yield { line, read: object.ok ? read(object.value) : err([object.error]) };
  }
}

/** The lines of a file without their ends. One that is too long comes as far as it has been read, and is the last. */
async function* linesOf(bytes: Readable): AsyncGenerator<string> {
  let rest = '';
  let isFirst = true;
  for await (const piece of bytes.setEncoding('utf8')) {
    const text: string = isFirst && piece.startsWith(BYTE_ORDER_MARK) ? piece.slice(1) : piece;
    isFirst = false;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (rest.length > LINE_CHARACTERS_MOST) break;
  }
  if (rest !== '') yield rest;
}

/** The members of an object as the cells of a record. */
function cellsOf(text: string): Result<ReadonlyMap<string, string | null>, FieldFault> {
  const json = readExactJson(text);
  if (!json.ok) return err(wholeLine('LINE_MALFORMED', json.why));
  const { value } = json;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof ExactNumber)
    return err(wholeLine('LINE_MALFORMED', 'it is no JSON object'));
  const cells = new Map<string, string | null>();
  for (const [name, each] of Object.entries(value)) {
    const cell = cellOf(each);
    if (cell === undefined)
      return err({ code: 'LINE_MALFORMED', field: name, message: 'its value is neither text nor number nor null' });
    cells.set(name, cell);
  }
  return ok(cells);
}

function cellOf(value: unknown): string | null | undefined {
  if (value === null || typeof value === 'string') return value;
  if (value instanceof ExactNumber) return value.digits;
  if (typeof value === 'number') return plainDecimal(String(value)) ?? String(value);
  return undefined;
}

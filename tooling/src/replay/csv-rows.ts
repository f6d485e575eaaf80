import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseScaled } from '@fairlead/core/money/scaled';
import { Refusal } from '../refusal.ts';

/** One row of a file, with what a refusal needs to point at it. */
export interface CsvRow {
  readonly fields: readonly string[];
  readonly where: string;
}

/** The rows of a plain or gzipped CSV after its header; refuses a missing file, another header and a row of another width. */
export function* csvRows(path: string, header: string): Generator<CsvRow> {
  const text = textOf(path);
  const width = header.split(',').length;
  let line = 0;
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const row = text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
    line += 1;
    if (line === 1) {
      if (row !== header) throw new Refusal(`${path}:1 is not the header '${header}'`);
      continue;
    }
    const fields = row.split(',');
    if (fields.length !== width) throw new Refusal(`${path}:${line} has ${fields.length} fields, not ${width}`);
    yield { fields, where: `${path}:${line}` };
  }
  if (line === 0) throw new Refusal(`${path} is empty`);
}

/** The whole text of a plain or gzipped file; refuses one that is missing or not what its name says. */
export function textOf(path: string): string {
  if (!existsSync(path)) throw new Refusal(`there is no file ${path}`);
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** A field that must be a whole number, not negative. */
export function wholeIn(row: CsvRow, column: number): number {
  const text = row.fields[column] ?? '';
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw new Refusal(`${row.where} field ${column + 1}: '${text}' is not a whole number`);
  return value;
}

/** A field that must be a decimal of at most these decimals, not negative, as a whole number of its smallest unit. */
export function decimalIn(row: CsvRow, column: number, decimals: number): number {
  const text = row.fields[column] ?? '';
  const parsed = parseScaled(text, decimals);
  if (!parsed.ok || parsed.value < 0)
    throw new Refusal(`${row.where} field ${column + 1}: '${text}' is not a price of at most ${decimals} decimals`);
  return parsed.value;
}

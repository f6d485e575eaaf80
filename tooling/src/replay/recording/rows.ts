import { parseScaled } from '@fairlead/core/money/scaled';
import { Refusal } from '../../refusal.ts';
import { lineBlocks, withoutReturn } from './lines.ts';

/** One row of a file, with what a refusal needs to point at it. */
export interface Row {
  readonly fields: readonly string[];
  readonly path: string;
  readonly line: number;
}

/** How the rows of a format are laid out. */
export interface Layout {
  readonly separator: string;
  /** How many fields a row has. */
  readonly width: number;
  /** The first line, word for word; null where rows begin at once. */
  readonly header: string | null;
}

/** Gives each row to `take`, in file order; refuses another header, a row of another width, and a file without a line. */
export async function eachRow(path: string, layout: Layout, take: (row: Row) => void): Promise<void> {
  let line = 0;
  for await (const lines of lineBlocks(path)) {
    for (const text of lines) {
      line += 1;
      const bare = withoutReturn(text);
      if (line === 1 && layout.header !== null) requireHeader(path, bare, layout.header);
      else take(rowOf(bare, { path, line, layout }));
    }
  }
  if (line === 0) throw new Refusal(`${path} is empty`);
}

function requireHeader(path: string, line: string, header: string): void {
  if (line !== header) throw new Refusal(`${path}:1 is not the header '${header}'`);
}

function rowOf(text: string, { path, line, layout }: { path: string; line: number; layout: Layout }): Row {
  const fields = text.split(layout.separator);
  if (fields.length !== layout.width)
    throw new Refusal(`${path}:${line} has ${fields.length} fields, not ${layout.width}`);
  return { fields, path, line };
}

/** A refusal of one field of a row, counted from 0, with what is wrong with its text. */
export function badField(row: Row, column: number, what: string): Refusal {
  return new Refusal(`${row.path}:${row.line} field ${column + 1}: '${row.fields[column] ?? ''}' ${what}`);
}

/** A field that must be a whole number, not negative. */
export function wholeIn(row: Row, column: number): number {
  const text = row.fields[column] ?? '';
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) throw badField(row, column, 'is not a whole number');
  return value;
}

/** A field that must be a decimal of at most these decimals, not negative, as a whole number of its smallest unit. */
export function decimalIn(row: Row, column: number, decimals: number): number {
  const text = row.fields[column] ?? '';
  // Some tapes leave out the zero before the point.
  const parsed = parseScaled(text.startsWith('.') ? `0${text}` : text, decimals);
  if (!parsed.ok || parsed.value < 0) throw badField(row, column, `is not a price of at most ${decimals} decimals`);
  return parsed.value;
}

import { parse } from 'csv-parse/sync';
import { Refusal } from '../../refusal.ts';
import { eachLine } from './lines.ts';

/** How the rows of a format are laid out. */
export interface Layout<Column extends string> {
  readonly separator: string;
  /** The columns that are read; what else a header names is passed over. */
  readonly columns: readonly Column[];
  /** Those of them that a header may lack. */
  readonly optional: readonly Column[];
  /** Whether the first line names the columns, in any order; where it does not they are these, in this order. */
  readonly hasHeader: boolean;
  /** What the first field of a closing line says, where the format has such a line; nothing may follow it. */
  readonly endMark?: string;
}

/** Where something stands in a file. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** One row of a file, with what a refusal needs to point at it. */
export interface Row<Column extends string = string> extends Place {
  readonly fields: readonly string[];
  /** Where each column stands; undefined where the file lacks it. */
  readonly at: Readonly<Partial<Record<Column, number>>>;
}

const WHOLLY_QUOTED = /^"[^"]*"$/;

/** Where the columns of a file stand, and how many fields a row of it has. */
interface Heading<Column extends string> {
  readonly at: Readonly<Partial<Record<Column, number>>>;
  readonly width: number;
}

/**
 * Gives each row to `take`, in file order, and says how many there were. Refuses a header that lacks a column or names it twice, a row of
 * another width, a quotation mark that does not close, and a file without a line, by file and line.
 */
export async function eachRow<Column extends string>(
  path: string,
  layout: Layout<Column>,
  take: (row: Row<Column>) => void,
): Promise<number> {
  let heading: Heading<Column> | null = layout.hasHeader ? null : positional(layout);
  let rows = 0;
  let hasEnded = false;
  await eachLine(path, (text, line) => {
    if (hasEnded) throw new Refusal(`${path}:${line} comes after the line that ends the file`);
    const fields = fieldsOf(text, layout.separator, `${path}:${line}`);
    if (heading === null) {
      heading = headingOf(fields, layout, `${path}:${line}`);
      return;
    }
    hasEnded = layout.endMark !== undefined && fields[0] === layout.endMark;
    if (hasEnded) return;
    if (fields.length !== heading.width)
      throw new Refusal(`${path}:${line} has ${fields.length} fields, not ${heading.width}`);
    rows += 1;
    take({ fields, at: heading.at, path, line });
  });
  return rows;
}

/** The names of a first line as they are compared: in lower case, and with underscores for spaces. */
export function columnNames(line: string, separator: string): readonly string[] {
  return line.split(separator).map((name) => columnName(name.replaceAll('"', '')));
}

/** The text of a column, without the spaces around it; '' where the file lacks it. */
export function textIn<Column extends string>(row: Row<Column>, column: Column): string {
  const at = row.at[column];
  return at === undefined ? '' : (row.fields[at] ?? '').trim();
}

/** A refusal of one column of a row, with what is wrong with its text. */
export function badField<Column extends string>(row: Row<Column>, column: Column, what: string): Refusal {
  const at = row.at[column];
  const text = at === undefined ? '' : (row.fields[at] ?? '');
  return new Refusal(`${row.path}:${row.line} ${column}: '${text.slice(0, 40)}' ${what}`);
}

function positional<Column extends string>({ columns }: Layout<Column>): Heading<Column> {
  return { at: placesOf(columns, columns), width: columns.length };
}

function headingOf<Column extends string>(
  fields: readonly string[],
  { columns, optional }: Layout<Column>,
  where: string,
): Heading<Column> {
  const names = fields.map(columnName);
  const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice !== undefined) throw new Refusal(`${where} names the column ${twice} twice`);
  const missing = columns.filter((column) => !names.includes(column) && !optional.includes(column));
  if (missing.length > 0) throw new Refusal(`${where} is a header without ${missing.join(', ')}`);
  return { at: placesOf(columns, names), width: fields.length };
}

function placesOf<Column extends string>(
  columns: readonly Column[],
  names: readonly string[],
): Partial<Record<Column, number>> {
  const at: Partial<Record<Column, number>> = {};
  for (const column of columns) {
    const place = names.indexOf(column);
    if (place >= 0) at[column] = place;
  }
  return at;
}

function columnName(text: string): string {
  return text.trim().toLowerCase().replaceAll(' ', '_');
}

/** The fields of a line. Hardly any line holds a quotation mark, and splitting the others costs next to nothing beside parsing them. */
function fieldsOf(text: string, separator: string, where: string): readonly string[] {
  const parts = text.split(separator);
  if (!text.includes('"')) return parts;
  // A field that is quoted as a whole, with nothing in it that must be, is what most programs write.
  if (parts.every((part) => !part.includes('"') || WHOLLY_QUOTED.test(part)))
    return parts.map((part) => (part.startsWith('"') ? part.slice(1, -1) : part));
  try {
    const [fields = []] = parse(text, { delimiter: separator });
    return fields;
  } catch {
    throw new Refusal(`${where} has a quotation mark that is out of place or does not close`);
  }
}

import { err, ok, type Result } from '@fairlead/core/result';
import type { Layout, RowOf } from './layout.ts';
import { type FieldFault, quoted } from './line-fault.ts';

/** One of the three files: its fields, and what may be wrong between them. */
export interface FileKind<L extends Layout> {
  readonly layout: L;
  faultsOf(row: RowOf<L>): FieldFault[];
}

/** A line as it is read: the row, or everything that is wrong with it. */
export type ReadRow<Row> = Result<Row, readonly FieldFault[]>;

/** Checks the first line of a CSV file, and gives what reads the records after it. */
export function recordReader<L extends Layout>(
  kind: FileKind<L>,
  header: readonly string[],
): Result<(record: readonly string[]) => ReadRow<RowOf<L>>, readonly FieldFault[]> {
  const faults = headerFaults(kind.layout, header);
  if (faults.length > 0) return err(faults);
  const places = Object.keys(kind.layout).map((name) => header.indexOf(name));
  const read = cellsReader(kind);
  return ok((record) =>
    record.length === header.length
      ? read((index) => record[places[index] ?? -1] ?? '')
      : err([wholeLine('FIELD_COUNT', `it has ${record.length} fields and the first line names ${header.length}`)]),
  );
}

/** Gives what reads the objects of a file of JSON lines: each value as the text that a CSV file would have, null where there is none. */
export function objectReader<L extends Layout>(
  kind: FileKind<L>,
): (object: ReadonlyMap<string, string | null>) => ReadRow<RowOf<L>> {
  const names = Object.keys(kind.layout);
  const read = cellsReader(kind);
  return (object) => {
    const unknown = [...object.keys()].filter((name) => !Object.hasOwn(kind.layout, name));
    return unknown.length > 0 ? err(unknown.map(notInLayout)) : read((index) => object.get(names[index] ?? '') ?? '');
  };
}

/** What is wrong with a whole line. */
export function wholeLine(code: 'FIELD_COUNT' | 'LINE_MALFORMED', message: string): FieldFault {
  return { code, field: null, message };
}

function headerFaults(layout: Layout, header: readonly string[]): FieldFault[] {
  const unknown = header.filter((name) => !Object.hasOwn(layout, name)).map(notInLayout);
  const twice = header.flatMap((name, index): FieldFault[] =>
    header.indexOf(name) < index ? [{ code: 'COLUMN_TWICE', field: name, message: 'the line names it twice' }] : [],
  );
  const missing = Object.entries(layout).flatMap(([name, { isNeeded }]): FieldFault[] =>
    isNeeded && !header.includes(name)
      ? [{ code: 'COLUMN_MISSING', field: name, message: 'the first line does not name it' }]
      : [],
  );
  return [...unknown, ...twice, ...missing];
}

function notInLayout(name: string): FieldFault {
  return { code: 'COLUMN_UNKNOWN', field: name, message: `${quoted(name)} is no field of the layout` };
}

function cellsReader<L extends Layout>(kind: FileKind<L>): (cellOf: (index: number) => string) => ReadRow<RowOf<L>> {
  const fields = Object.entries(kind.layout);
  return (cellOf) => {
    const row: Record<string, unknown> = {};
    const faults: FieldFault[] = [];
    fields.forEach(([name, field], index) => {
      const read = field.read(cellOf(index));
      if (read.ok) row[name] = read.value;
      else faults.push({ ...read.error, field: name });
    });
    if (!hasAll<L>(row, fields.length)) return err(faults);
    const between = kind.faultsOf(row);
    return between.length === 0 ? ok(row) : err(between);
  };
}

/** A field that could not be read is not there. */
function hasAll<L extends Layout>(row: Readonly<Record<string, unknown>>, fields: number): row is RowOf<L> {
  return Object.keys(row).length === fields;
}

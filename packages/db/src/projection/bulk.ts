import { arrayLiteral, type Cell } from '../array-parameter.ts';
import { type ColumnType, columnOf } from '../order-columns.ts';

/** One statement over many rows, which travel as one array a column. */
export interface Bulk<Row extends object> {
  readonly name: string;
  readonly text: string;
  readonly values: (rows: readonly Row[]) => string[];
}

type Columns<Row> = { readonly [Field in keyof Row]-?: ColumnType };

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  uuid: 'uuid',
  text: 'text',
  texts: 'text',
  numeric: 'numeric',
  int4: 'int4',
  int8: 'int8',
  float8: 'float8',
  bool: 'bool',
  time: 'float8',
};

/** Inserts rows that are not there. Columns that are `joined` come from what the statement is joined with: they are no fields of a row. */
export function insertion<Row extends object>(
  table: string,
  columns: Columns<Row>,
  joined: Readonly<Record<string, string>> = {},
): Bulk<Row> {
  const fields = fieldsOf(columns);
  const names = [...Object.keys(joined), ...fields.map(({ column }) => column)];
  const values = [...Object.values(joined), ...fields.map(({ value }) => value)];
  return {
    name: `insert_${table}`,
    text: `insert into ${table} (${names.join(', ')}) select ${values.join(', ')}
from unnest(${fields.map(({ array }) => array).join(', ')}) as r(${fields.map(({ field }) => field).join(', ')})`,
    values: (rows) => arraysOf(fields, rows),
  };
}

/** Writes rows by their keys: those that are not there are inserted, those that are there become these. */
export function upsert<Row extends object>(table: string, key: readonly string[], columns: Columns<Row>): Bulk<Row> {
  const { text, values } = insertion(table, columns);
  const changed = fieldsOf(columns).flatMap(({ column }) =>
    key.includes(column) ? [] : [`${column} = excluded.${column}`],
  );
  return {
    name: `upsert_${table}`,
    text: `${text}\non conflict (${key.join(', ')}) do update set ${changed.join(', ')}`,
    values,
  };
}

/** Deletes rows by these columns. */
export function deletion<Row extends object>(table: string, columns: Columns<Row>): Bulk<Row> {
  const fields = fieldsOf(columns);
  return {
    name: `delete_${table}`,
    text: `delete from ${table} t using unnest(${fields.map(({ array }) => array).join(', ')}) as r(${fields.map(({ field }) => field).join(', ')})
where ${fields.map(({ field, column }) => `t.${column} = r.${field}`).join(' and ')}`,
    values: (rows) => arraysOf(fields, rows),
  };
}

interface Field {
  readonly field: string;
  readonly column: string;
  readonly array: string;
  readonly value: string;
}

function fieldsOf(columns: Readonly<Record<string, ColumnType>>): readonly Field[] {
  return Object.entries(columns).map(([field, type], index) => ({
    field,
    column: columnOf(field, type),
    array: `$${index + 1}::${SQL_TYPES[type]}[]`,
    value: cellOf(field, type),
  }));
}

function cellOf(field: string, type: ColumnType): string {
  if (type === 'texts') return `r.${field}::text[]`;
  // Exact: a double of seconds holds microseconds until the year 2106 and to_timestamp rounds to the nearest one.
  if (type === 'time') return `to_timestamp(r.${field} / 1000000)`;
  return `r.${field}`;
}

function arraysOf(fields: readonly Field[], rows: readonly object[]): string[] {
  return fields.map(({ field }) => arrayLiteral(rows.map((row): Cell => Reflect.get(row, field))));
}

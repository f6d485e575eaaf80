import { type ColumnType, columnOf } from './order-columns.ts';

/**
 * The select list that reads rows back in the shape in which they are written: exact decimals as texts without trailing zeros, times as whole
 * microseconds, positions as numbers.
 */
export function selectList(alias: string, columns: Readonly<Record<string, ColumnType>>): string {
  return Object.entries(columns)
    .map(([field, type]) => {
      const column = `${alias}.${columnOf(field, type)}`;
      if (type === 'numeric') return `trim_scale(${column})::text as ${field}`;
      if (type === 'int8') return `${column}::float8 as ${field}`;
      if (type === 'time') return `${microseconds(column)} as ${field}`;
      return `${column} as ${field}`;
    })
    .join(', ');
}

/** A timestamptz as whole microseconds since 1970; a double holds them exactly until the year 2255. */
export function microseconds(column: string): string {
  return `(extract(epoch from ${column}) * 1000000)::float8`;
}

/** A parameter of microseconds since 1970 as a timestamptz. */
export function timestamp(parameter: string): string {
  return `to_timestamp(${parameter}::float8 / 1000000)`;
}

/** One value of a closed list that the database's checks hold too. Throws where the two have come apart. */
export function oneOf<T extends string>(list: readonly T[], text: string): T {
  const found = list.find((value) => value === text);
  if (found === undefined)
    throw new Error(`the database holds ${JSON.stringify(text)}, which is none of ${list.join()}`);
  return found;
}

/** A decimal of the database, of whatever size, as whole 10^-8: sums can have more digits than a safe integer. */
export function wholeE8(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(`${whole}${fraction.padEnd(8, '0').slice(0, 8)}`);
  return text.startsWith('-') ? -units : units;
}

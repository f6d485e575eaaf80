import type { Database } from '../pool.ts';
import { type ListConditions, Parameters } from './list-conditions.ts';
import { isUuid } from './uuid-range.ts';

/** A list along its keys: the newest first where `desc`. */
export type Direction = 'desc' | 'asc';

/** How many rows that an index has found are looked at in one step, where more is asked of them than the index knows. */
const LOOK_MAX = 100_000;
/** What is counted exactly. */
export const COUNT_MAX = 10_000;

/** What a list is read of. */
export interface Listed {
  readonly table: string;
  readonly alias: string;
  /** Select list of what may be asked of a row found; what a query does not use is not read. */
  readonly columns: string;
  /** Select list of what a page gives of it. */
  readonly gives: string;
  /** Joined to the rows found, for what is asked of them. */
  readonly join?: string;
  readonly conditions: ListConditions;
  /** Rows found that are looked at in a step; fewer where each look is dear. */
  readonly looks?: number;
}

/** A step along a list. It can end before its page is full, where it has looked at as many rows as one may. */
export interface Step<Row> {
  readonly rows: readonly Row[];
  /** Where the next step starts; null where the list has ended. */
  readonly next: string | null;
}

/** A part of a count. */
export interface CountStep {
  readonly count: number;
  /** Where to count on; null where all is counted, or more than `COUNT_MAX`. */
  readonly next: string | null;
}

export interface Place {
  readonly direction: Direction;
  /** The key that the last step has ended with. */
  readonly cursor: string | null;
}

/** The beginning of a list. */
export const NEWEST: Place = { direction: 'desc', cursor: null };

/** Reads a cursor of a list along keys; null where it is none. */
export function keyOf(cursor: string): string | null {
  return isUuid(cursor) ? cursor : null;
}

/** One step along a list: a page of keys, or less. */
export async function stepAlong<Row extends { readonly id: string }>(
  database: Database,
  list: Listed,
  { limit, ...place }: Place & { readonly limit: number },
): Promise<Step<Row>> {
  const looks = list.conditions.asksMore ? looksOf(list) : limit + 1;
  const { sql, values } = rowsThatFit(list, place, { looks, gives: list.gives });
  const ordered = `${sql} order by ${list.alias}.id ${place.direction} limit ${limit + 1}`;
  const { rows } = await database.query<Row>(ordered, values);
  const last = rows[limit - 1];
  if (rows.length > limit && last !== undefined) return { rows: rows.slice(0, limit), next: last.id };
  return { rows, next: list.conditions.asksMore ? await lastLooked(database, list, place) : null };
}

/** One step of a count: up to one more than `COUNT_MAX`. */
export async function countAlong(database: Database, list: Listed, cursor: string | null): Promise<CountStep> {
  const place: Place = { direction: 'desc', cursor };
  const looks = list.conditions.asksMore ? looksOf(list) : COUNT_MAX + 1;
  const { sql, values } = rowsThatFit(list, place, { looks, gives: '' });
  const counted = `select count(*)::float8 as n from (${sql} limit ${COUNT_MAX + 1}) counted`;
  const { rows } = await database.query<{ n: number }>(counted, values);
  const count = rows[0]?.n ?? 0;
  const isDone = count > COUNT_MAX || !list.conditions.asksMore;
  return { count, next: isDone ? null : await lastLooked(database, list, place) };
}

/** How many rows an index finds, up to so many; null where more is asked of them. */
export async function countFound(database: Database, list: Listed, max: number): Promise<number | null> {
  if (list.conditions.asksMore) return null;
  const { sql, values } = rowsThatFit(list, NEWEST, { looks: max, gives: '' });
  const { rows } = await database.query<{ n: number }>(`select count(*)::float8 as n from (${sql}) counted`, values);
  return rows[0]?.n ?? 0;
}

/** The rows of so many looks that fit. The limit within makes the index the way to them, whatever else is asked. */
export function rowsThatFit(list: Listed, place: Place, { looks, gives }: { looks: number; gives: string }) {
  const { table, alias, columns, conditions, join = '' } = list;
  const parameters = new Parameters();
  const where = conditions.whereFound(parameters, ...after(alias, place, parameters));
  const found = `select ${columns} from ${table} ${alias} ${where} order by ${alias}.id ${place.direction} limit ${looks}`;
  const sql = `select ${gives} from (${found}) ${alias} ${join} ${conditions.whereAsked(parameters)}`;
  return { sql, values: parameters.values };
}

function after(alias: string, { cursor, direction }: Place, parameters: Parameters): string[] {
  return cursor === null ? [] : [`${alias}.id ${direction === 'desc' ? '<' : '>'} ${parameters.add(cursor)}::uuid`];
}

/** The key of the last row that a step has looked at, where it has looked at as many as it may; null where there were no more. */
export async function lastLooked(database: Database, list: Listed, place: Place): Promise<string | null> {
  const { table, alias, conditions } = list;
  const parameters = new Parameters();
  const where = conditions.whereFound(parameters, ...after(alias, place, parameters));
  const sql = `select ${alias}.id from ${table} ${alias} ${where} order by ${alias}.id ${place.direction} offset ${looksOf(list) - 1} limit 1`;
  const { rows } = await database.query<{ id: string }>(sql, parameters.values);
  return rows[0]?.id ?? null;
}

function looksOf({ looks = LOOK_MAX }: Listed): number {
  return looks;
}

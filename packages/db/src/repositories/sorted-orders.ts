import { err, ok, type Result } from '@fairlead/core/result';
import type { Database } from '../pool.ts';
import { type ListConditions, Parameters } from './list-conditions.ts';
import type { Direction, Step } from './list-steps.ts';

/** What orders are sorted by where they are few enough: no index knows it. */
export type SortedBy = 'quantity' | 'cost';

/** More orders fit than are sorted at once. */
export type TooManyToSort = 'TOO_MANY_TO_SORT';

/** So many orders are looked at to sort them: of a day they lie side by side, those of a symbol or a client each on a page of its own. */
const SORT_MAX = { together: 200_000, apart: 10_000 } as const;

/** As core's `realisedCostBps`, as a share of the arrival value. Orders without a cost come last either way. */
const COST = `case when o.filled_quantity > 0 and o.arrival_mid > 0 then
  ((case o.side when 'BUY' then 1 else -1 end) * (o.notional - o.filled_quantity * o.arrival_mid) + o.total_fees) / (o.filled_quantity * o.arrival_mid) end`;

const VALUES: Readonly<Record<SortedBy, (direction: Direction) => string>> = {
  quantity: () => 'o.quantity::float8',
  cost: (direction) => `coalesce((${COST})::float8, ${direction === 'desc' ? "'-Infinity'" : "'Infinity'"})`,
};

const CURSOR = /^(-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Infinity))~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

interface SortedPage {
  readonly sortedBy: SortedBy;
  readonly direction: Direction;
  readonly limit: number;
  readonly cursor: string | null;
  /** How the orders that fit lie in the table. */
  readonly lie: keyof typeof SORT_MAX;
}

/** A page of keys of orders that are sorted by their rows. Refuses where more fit than can be looked at. */
export async function sortedOrders(
  database: Database,
  { conditions }: { readonly conditions: ListConditions },
  page: SortedPage,
): Promise<Result<Step<{ readonly id: string }>, TooManyToSort>> {
  if (await areTooMany(database, conditions, SORT_MAX[page.lie])) return err('TOO_MANY_TO_SORT');
  const place = page.cursor === null ? null : CURSOR.exec(page.cursor);
  if (place === null && page.cursor !== null) return ok({ rows: [], next: null });
  const { limit, direction } = page;
  const parameters = new Parameters();
  const all = `select o.id, ${VALUES[page.sortedBy](direction)} as value from orders o ${conditions.where(parameters)}`;
  const after =
    place === null
      ? ''
      : `where (o.value, o.id) ${direction === 'desc' ? '<' : '>'} (${parameters.add(Number(place[1]))}::float8, ${parameters.add(place[2])}::uuid)`;
  const sql = `select o.id, o.value from (${all}) o ${after} order by o.value ${direction}, o.id ${direction} limit ${limit + 1}`;
  const { rows } = await database.query<{ id: string; value: number }>(sql, parameters.values);
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return ok({ rows, next: null });
  return ok({ rows: rows.slice(0, limit), next: `${last.value}~${last.id}` });
}

/** Counted by the index alone: what is asked besides makes them fewer, and has to look at them all the same. */
async function areTooMany(database: Database, conditions: ListConditions, max: number): Promise<boolean> {
  const parameters = new Parameters();
  const found = `select o.id from orders o ${conditions.whereFound(parameters)} order by o.id desc limit ${max + 1}`;
  const sql = `select count(*) > ${max} as many from (${found}) found`;
  const { rows } = await database.query<{ many: boolean }>(sql, parameters.values);
  return rows[0]?.many === true;
}

import type pg from 'pg';
import { PROJECTION_KEYS, PROJECTIONS, type Projection } from './projection-tables.ts';

type Client = Pick<pg.ClientBase, 'query'>;

/** What the prefix of tables is that hold the rows as the journal has them. */
export const REBUILT = 'rebuilt_';

/** A row that is not as the journal has it. */
export interface Difference {
  readonly table: Projection;
  /** Its own id again of a row that belongs to no order. */
  readonly order_pk: string;
  readonly id: string;
  /** MISSING: the journal has it and the projection has not. EXTRA: the other way round. */
  readonly kind: 'MISSING' | 'EXTRA' | 'DIFFERENT';
  /** The columns that differ, of a row that both have. */
  readonly columns: readonly string[];
}

export interface Differences {
  /** How many rows of each projection are not as the journal has them. */
  readonly different: Readonly<Record<Projection, number>>;
  /** Some of them. */
  readonly told: readonly Difference[];
}

/** Rows that are not to be compared: `left_out` holds the orders of which the journal, or the projections, may know nothing any more. */
const NOT_LEFT_OUT = (column: string) => `not exists (select from left_out l where l.id = ${column})`;

/**
 * Compares every row of the projections with the tables beside them, and keeps what differs in `differences` until the transaction ends. What retention
 * has dropped is left out: orders whose first entry is not in the journal any more, those of months that are not in the projections any more, and
 * simulated orders that have ended, or were only routed, and gone.
 */
export async function findDifferences(client: Client, shard: number, toldMax: number): Promise<Differences> {
  await client.query(
    'create temporary table differences ("table" text, order_pk uuid, id uuid, number int, kind text, columns text[]) on commit drop',
  );
  await client.query('create temporary table left_out (id uuid primary key) on commit drop');
  await client.query(LEFT_OUT, [shard]);
  for (const table of PROJECTIONS) await client.query(comparison(table, await columnsOf(client, table)));
  const counts = await client.query<{ table: Projection; n: number }>(
    'select "table", count(*)::float8 as n from differences group by 1',
  );
  const told = await client.query<Difference>(
    'select "table", order_pk, id, kind, columns from differences order by order_pk, "table", id limit $1',
    [toldMax],
  );
  const different = { ...NONE_DIFFERENT };
  for (const { table, n } of counts.rows) different[table] = n;
  return { different, told: told.rows };
}

const NONE_DIFFERENT: Record<Projection, number> = {
  orders: 0,
  routing_decisions: 0,
  child_orders: 0,
  executions: 0,
  order_terms: 0,
  circuit_events: 0,
  halts: 0,
};

const LEFT_OUT = `insert into left_out
select p.id from orders p join journal_drops d on d.shard = $1 and p.first_position between d.first_position and d.last_position
union select c.id from circuit_events c join journal_drops d on d.shard = $1 and c.position between d.first_position and d.last_position
union select h.id from halts h join journal_drops d on d.shard = $1 and h.position between d.first_position and d.last_position
union select r.id from ${REBUILT}orders r where to_regclass('orders_' || to_char(made_at_of(r.id) at time zone 'UTC', 'YYYYMM')) is null
union select r.id from ${REBUILT}orders r where r.simulated and (r.route_only or r.state in ('REJECTED', 'FILLED', 'CANCELED', 'EXPIRED'))
  and not exists (select from orders p where p.id = r.id)`;

async function columnsOf(client: Client, table: Projection): Promise<string[]> {
  const result = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  return result.rows.map((row) => row.name);
}

/** The rows of one projection that differ, with the names of their columns that do. */
function comparison(table: Projection, columns: readonly string[]): string {
  const key: readonly string[] = PROJECTION_KEYS[table];
  const orderPk = (alias: string) => `${alias}.${key[0]}`;
  const same = key.map((column) => `p.${column} = r.${column}`).join(' and ');
  const names = columns.map((column) => `case when p.${column} is distinct from r.${column} then '${column}' end`);
  const differs = columns.map((column) => `p.${column}`).join(', ');
  const differsFrom = columns.map((column) => `r.${column}`).join(', ');
  return `insert into differences
select '${table}', coalesce(${orderPk('p')}, ${orderPk('r')}), coalesce(p.id, r.id), ${key.includes('number') ? 'coalesce(p.number, r.number)' : 'null'},
  case when p.id is null then 'MISSING' when r.id is null then 'EXTRA' else 'DIFFERENT' end,
  case when p.id is null or r.id is null then '{}' else array_remove(array[${names.join(', ')}]::text[], null) end
from ${table} p full join ${REBUILT}${table} r on ${same}
where (p.id is null or r.id is null or (${differs}) is distinct from (${differsFrom}))
  and ${NOT_LEFT_OUT(`coalesce(${orderPk('p')}, ${orderPk('r')})`)}`;
}

/** Makes the rows that differ those of the journal. */
export async function mendDifferences(client: Client): Promise<void> {
  for (const table of [...PROJECTIONS].reverse()) await client.query(deletion(table));
  for (const table of PROJECTIONS) await client.query(overwriting(table, await columnsOf(client, table)));
}

const matches = (table: Projection) =>
  [`d."table" = '${table}'`, ...PROJECTION_KEYS[table].map((column) => `d.${column} = t.${column}`)].join(' and ');

function deletion(table: Projection): string {
  return `delete from ${table} t using differences d where ${matches(table)} and d.kind = 'EXTRA'`;
}

function overwriting(table: Projection, columns: readonly string[]): string {
  const key: readonly string[] = PROJECTION_KEYS[table];
  const changed = columns.filter((column) => !key.includes(column)).map((column) => `${column} = excluded.${column}`);
  return `insert into ${table} (${columns.join(', ')}) select ${columns.map((column) => `t.${column}`).join(', ')}
from ${REBUILT}${table} t join differences d on ${matches(table)} and d.kind <> 'EXTRA'
on conflict (${key.join(', ')}) do update set ${changed.join(', ')}`;
}

import { arrayLiteral, binaryTexts, type Cell } from './array-parameter.ts';
import type { JournalBatch } from './journal-batch.ts';
import {
  BUSTED_COLUMNS,
  CHILD_COLUMNS,
  CHILD_UPDATE_COLUMNS,
  CIRCUIT_COLUMNS,
  type ColumnType,
  columnOf,
  DECISION_COLUMNS,
  EVENT_COLUMNS,
  EXECUTION_COLUMNS,
  EXECUTION_UPDATE_COLUMNS,
  ORDER_COLUMNS,
  ORDER_UPDATE_COLUMNS,
  OUTBOX_COLUMNS,
  PART_COLUMNS,
} from './journal-columns.ts';

/** One statement that writes a whole batch; it answers the ids of the orders that it refused as duplicates, as `id`. */
export interface JournalStatement {
  /** The same for all batches that touch the same tables, so that the server plans it once a connection. */
  readonly name: string;
  readonly text: string;
  readonly values: (string | Buffer)[];
}

interface Write {
  readonly part: keyof JournalBatch;
  readonly table: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** An insert, an update that only a newer version makes, one that needs none because its row has one writer at a time, or a delete. */
  readonly kind: 'insert' | 'update newer' | 'update' | 'delete';
  /** What an insert does about rows that are there. */
  readonly onConflict: string;
  /** Its rows carry order_pk and are left out where that order is refused. */
  readonly ofOrder: boolean;
}

const SAME_ID = 'on conflict (id) do nothing';
/** The same event again is nothing new; another event under its number breaks the chain: no hash, so the insert fails. */
const SAME_EVENT =
  'on conflict (order_pk, seq) do update set hash = null where order_events.hash is distinct from excluded.hash';

const WRITES: readonly Write[] = [
  {
    part: 'orders',
    table: 'orders',
    columns: ORDER_COLUMNS,
    kind: 'insert',
    onConflict: 'on conflict do nothing returning id',
    ofOrder: false,
  },
  {
    part: 'decisions',
    table: 'routing_decisions',
    columns: DECISION_COLUMNS,
    kind: 'insert',
    onConflict: SAME_ID,
    ofOrder: true,
  },
  {
    part: 'parts',
    table: 'evidence_parts',
    columns: PART_COLUMNS,
    kind: 'insert',
    onConflict: 'on conflict (hash) do nothing',
    ofOrder: false,
  },
  {
    part: 'children',
    table: 'child_orders',
    columns: CHILD_COLUMNS,
    kind: 'insert',
    onConflict: SAME_ID,
    ofOrder: true,
  },
  {
    part: 'executions',
    table: 'executions',
    columns: EXECUTION_COLUMNS,
    kind: 'insert',
    onConflict: SAME_ID,
    ofOrder: true,
  },
  {
    part: 'events',
    table: 'order_events',
    columns: EVENT_COLUMNS,
    kind: 'insert',
    onConflict: SAME_EVENT,
    ofOrder: true,
  },
  {
    part: 'outbox',
    table: 'outbox_events',
    columns: OUTBOX_COLUMNS,
    kind: 'insert',
    onConflict: 'on conflict (event_id) do nothing',
    ofOrder: true,
  },
  {
    part: 'circuits',
    table: 'circuit_events',
    columns: CIRCUIT_COLUMNS,
    kind: 'insert',
    onConflict: SAME_ID,
    ofOrder: false,
  },
  {
    part: 'orderUpdates',
    table: 'orders',
    columns: ORDER_UPDATE_COLUMNS,
    kind: 'update newer',
    onConflict: '',
    ofOrder: false,
  },
  {
    part: 'executionUpdates',
    table: 'executions',
    columns: EXECUTION_UPDATE_COLUMNS,
    kind: 'update',
    onConflict: '',
    ofOrder: false,
  },
  { part: 'busted', table: 'executions', columns: BUSTED_COLUMNS, kind: 'delete', onConflict: '', ofOrder: false },
  {
    part: 'childUpdates',
    table: 'child_orders',
    columns: CHILD_UPDATE_COLUMNS,
    kind: 'update newer',
    onConflict: '',
    ofOrder: false,
  },
];

const statements = new Map<string, { readonly name: string; readonly text: string }>();

/**
 * The statement for a batch: one data-modifying CTE a table, its rows as one array parameter a column.
 *
 * Arrays beat one JSON document a table by a third at 32 orders a batch and cost the router's core less (docs/adr/0010).
 * A duplicate order is one whose (client_id, order_id) is taken by another id: its insert gives nothing back and its id is not
 * in the table. A repeat of a batch that had landed finds its own ids and changes nothing.
 */
export function journalStatement(batch: JournalBatch): JournalStatement {
  const writes = WRITES.filter((write) => batch[write.part].length > 0);
  const parts = writes.map((write) => write.part).join();
  let statement = statements.get(parts);
  if (statement === undefined) {
    statement = { name: `journal_${statements.size}`, text: statementText(writes) };
    statements.set(parts, statement);
  }
  return { ...statement, values: writes.flatMap((write) => parameters(batch, write)) };
}

function parameters(batch: JournalBatch, write: Write): (string | Buffer)[] {
  const rows: readonly object[] = batch[write.part];
  return Object.entries(write.columns).map(([field, type]) => {
    const cells = rows.map((row): Cell => Reflect.get(row, field));
    return type === 'document' ? binaryTexts(cells.map(String)) : arrayLiteral(cells);
  });
}

function statementText(writes: readonly Write[]): string {
  const withOrders = writes[0]?.part === 'orders';
  const parts: string[] = [];
  let parameter = 1;
  for (const write of writes) {
    const body = bodyOf(write, parameter, withOrders);
    parts.push(`${write.part}_written as (${body})`);
    if (write.part === 'orders') parts.push(REFUSED);
    parameter += Object.keys(write.columns).length;
  }
  const answer = withOrders ? 'select id from refused' : 'select null::uuid as id where false';
  return `with ${parts.join(',\n')}\n${answer}`;
}

function bodyOf(write: Write, firstParameter: number, withOrders: boolean): string {
  switch (write.kind) {
    case 'insert':
      return insertText(write, firstParameter, withOrders);
    case 'delete':
      return `delete from ${write.table} where id in (select r.id from ${rowsOf(write, firstParameter)})`;
    case 'update':
      return updateText(write, firstParameter);
    case 'update newer':
      return `${updateText(write, firstParameter)} and t.version < r.version`;
  }
}

/** $1 holds the ids of the orders: `orders` comes first and so does its `id`. */
const REFUSED = `refused as materialized (
  select id from (select unnest($1::uuid[]) as id except select id from orders_written) as kept_out
  where not exists (select from orders where orders.id = kept_out.id)
)`;

/** A row of no order is never a refused order's. */
const KEPT = 'where (r.order_pk = any (array(select id from refused))) is not true';

function insertText(write: Write, firstParameter: number, withOrders: boolean): string {
  const columns = Object.entries(write.columns).map(([field, type]) => columnOf(field, type));
  const filter = withOrders && write.ofOrder ? KEPT : '';
  return `insert into ${write.table} (${columns.join(', ')})
  select ${values(write).join(', ')} from ${rowsOf(write, firstParameter)} ${filter} ${write.onConflict}`;
}

function updateText(write: Write, firstParameter: number): string {
  const expressions = values(write);
  const assignments = Object.entries(write.columns).flatMap(([field, type], index) =>
    field === 'id' ? [] : [`${columnOf(field, type)} = ${expressions[index]}`],
  );
  return `update ${write.table} as t set ${assignments.join(', ')}
  from ${rowsOf(write, firstParameter)} where t.id = r.id`;
}

const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  uuid: 'uuid',
  text: 'text',
  document: 'text',
  hex: 'text',
  texts: 'text',
  numeric: 'numeric',
  int4: 'int4',
  float8: 'float8',
  bool: 'bool',
  time: 'float8',
};

function rowsOf(write: Write, firstParameter: number): string {
  const arrays = Object.values(write.columns).map((type, index) => `$${firstParameter + index}::${SQL_TYPES[type]}[]`);
  return `unnest(${arrays.join(', ')}) as r(${Object.keys(write.columns).join(', ')})`;
}

function values(write: Write): string[] {
  return Object.entries(write.columns).map(([field, type]) => {
    if (type === 'texts') return `r.${field}::text[]`;
    if (type === 'hex') return `decode(r.${field}, 'hex')`;
    // Exact: a double of seconds holds microseconds until the year 2106 and to_timestamp rounds to the nearest one.
    if (type === 'time') return `to_timestamp(r.${field} / 1000000)`;
    return `r.${field}`;
  });
}

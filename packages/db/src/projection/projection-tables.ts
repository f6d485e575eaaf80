import type pg from 'pg';
import {
  CHILD_COLUMNS,
  EXECUTION_COLUMNS,
  PROJECTED_DECISION_COLUMNS,
  PROJECTED_ORDER_COLUMNS,
  TERMS_COLUMNS,
} from '../order-columns.ts';
import type { ExecutionRow } from '../order-rows.ts';
import type { BatchRows, ProjectionBatch } from './batch.ts';
import { type Bulk, deletion, insertion, upsert } from './bulk.ts';
import { ControlTables } from './control-tables.ts';

/** The projections, those that are referred to before those that refer to them, with their keys. */
export const PROJECTION_KEYS = {
  orders: ['id'],
  routing_decisions: ['order_pk', 'id'],
  child_orders: ['order_pk', 'id'],
  executions: ['order_pk', 'id'],
  order_terms: ['order_pk', 'id', 'number'],
  circuit_events: ['id'],
  halts: ['id'],
} as const;
export type Projection = keyof typeof PROJECTION_KEYS;
export const PROJECTIONS: readonly Projection[] = [
  'orders',
  'routing_decisions',
  'child_orders',
  'executions',
  'order_terms',
  'circuit_events',
  'halts',
];
/** Those that tell of orders. */
type OfOrders = Exclude<Projection, 'circuit_events' | 'halts'>;

type Client = Pick<pg.ClientBase, 'query'>;

/** How batches are written to the projections, or to tables of the same form under names with a prefix. */
export class ProjectionTables {
  readonly #inserts;
  readonly #upserts;
  readonly #busted;
  readonly #control;

  constructor(prefix = '') {
    const name = (table: OfOrders) => `${prefix}${table}`;
    this.#inserts = {
      orders: insertion(name('orders'), PROJECTED_ORDER_COLUMNS),
      decisions: insertion(name('routing_decisions'), PROJECTED_DECISION_COLUMNS),
      children: insertion(name('child_orders'), CHILD_COLUMNS),
      executions: insertion(name('executions'), EXECUTION_COLUMNS),
      terms: insertion(name('order_terms'), TERMS_COLUMNS),
    };
    this.#upserts = {
      orders: upsert(name('orders'), PROJECTION_KEYS.orders, PROJECTED_ORDER_COLUMNS),
      decisions: upsert(name('routing_decisions'), PROJECTION_KEYS.routing_decisions, PROJECTED_DECISION_COLUMNS),
      children: upsert(name('child_orders'), PROJECTION_KEYS.child_orders, CHILD_COLUMNS),
      executions: upsert(name('executions'), PROJECTION_KEYS.executions, EXECUTION_COLUMNS),
      terms: upsert(name('order_terms'), PROJECTION_KEYS.order_terms, TERMS_COLUMNS),
    };
    this.#control = new ControlTables(prefix);
    this.#busted = deletion<Pick<ExecutionRow, 'order_pk' | 'id'>>(name('executions'), {
      order_pk: 'uuid',
      id: 'uuid',
    });
  }

  /** Writes a batch. `careful`: rows of new orders may be there already. */
  async write(client: Client, { fresh, changed, busted, control }: ProjectionBatch, careful: boolean): Promise<void> {
    await run(client, this.#busted, busted);
    // Costs a tenth less of the write-ahead log than to look whether they are there.
    await writeRows(client, careful ? this.#upserts : this.#inserts, fresh);
    await writeRows(client, this.#upserts, changed);
    await this.#control.write(client, control);
  }
}

type Bulks = { readonly [Part in keyof BatchRows]: Bulk<BatchRows[Part][number]> };

/** Rows in the order in which they refer to each other. */
async function writeRows(client: Client, bulks: Bulks, rows: BatchRows): Promise<void> {
  await run(client, bulks.orders, rows.orders);
  await run(client, bulks.decisions, rows.decisions);
  await run(client, bulks.children, rows.children);
  await run(client, bulks.executions, rows.executions);
  await run(client, bulks.terms, rows.terms);
}

async function run<Row extends object>(client: Client, { name, text, values }: Bulk<Row>, rows: readonly Row[]) {
  if (rows.length > 0) await client.query({ name, text, values: values(rows) });
}

import type { DetailKey } from '@fairlead/rule606/rule605/detail-report';
import type { Database } from '../pool.ts';

/** Of an order what its row tells, whatever becomes of it. Quantities are exact decimal texts. */
export interface ItemOrder {
  readonly table: 'orders' | 'imported_orders';
  readonly id: string;
  /** Which of its terms, from 1: a replaced order is more than one. */
  readonly terms: number;
  readonly symbol: string;
  readonly sp500: boolean;
  readonly quantity: string;
  readonly executed: string;
}

/** Where an order stands in a report: in a row from a moment on (microseconds since 1970), or left out for a reason. */
export type ItemPlace = { readonly key: DetailKey; readonly startUs: number } | { readonly leftOut: string };

type Cells = readonly [
  id: string,
  table: string,
  symbol: string,
  sp500: boolean,
  quantity: string,
  executed: string,
  leftOut: string,
  lot: string,
  type: string,
  size: number,
  startUs: number | null,
  terms: number,
];

const ROWS_AT_ONCE = 5_000;

/** Writes the rows of a run, so many at once. */
export class CoveredItemBatch {
  readonly #database: Database;
  readonly #sql: string;
  readonly #runId: string;
  #rows: Cells[] = [];
  #written = 0;

  /** The name of the table is made of the run's id by whoever gives it. */
  constructor(database: Database, { runId, table }: { runId: string; table: string }) {
    this.#database = database;
    this.#runId = runId;
    this.#sql = insertInto(table);
  }

  async add({ table, id, terms, symbol, sp500, quantity, executed }: ItemOrder, place: ItemPlace): Promise<void> {
    const of: Cells =
      'key' in place
        ? [
            id,
            table,
            symbol,
            sp500,
            quantity,
            executed,
            '',
            place.key.lot,
            place.key.type,
            place.key.size,
            place.startUs,
            terms,
          ]
        : [id, table, symbol, sp500, quantity, executed, place.leftOut, '', '', 0, null, terms];
    this.#rows.push(of);
    if (this.#rows.length >= ROWS_AT_ONCE) await this.#write();
  }

  /** Writes what is left, and says how many there are. */
  async end(): Promise<number> {
    await this.#write();
    return this.#written;
  }

  async #write(): Promise<void> {
    if (this.#rows.length === 0) return;
    const columns = Array.from({ length: COLUMNS.length }, (_, place) => this.#rows.map((row) => row[place]));
    await this.#database.query(this.#sql, [this.#runId, ...columns]);
    this.#written += this.#rows.length;
    this.#rows = [];
  }
}

const COLUMNS = [
  'uuid',
  'text',
  'text',
  'boolean',
  'numeric',
  'numeric',
  'text',
  'text',
  'text',
  'int',
  'float8',
  'int',
] as const;

function insertInto(table: string): string {
  const arrays = COLUMNS.map((type, place) => `$${place + 2}::${type}[]`).join(', ');
  return `insert into ${table} (run_id, source_id, source_table, symbol, sp500, quantity, executed, left_out, lot, order_type, order_size, started_at, terms)
select $1::uuid, id, source, symbol, sp500, quantity, executed, left_out, lot, type, size, to_timestamp(start_us / 1000000), terms
from unnest(${arrays}) as r(id, source, symbol, sp500, quantity, executed, left_out, lot, type, size, start_us, terms)`;
}

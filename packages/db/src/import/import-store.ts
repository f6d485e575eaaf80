import {
  type ImportedFile,
  type ImportFault,
  type ImportFileName,
  type ImportFormat,
  type ImportProgress,
  importFileName,
  importProgress,
} from '@fairlead/contracts/import';
import { invariant } from '@fairlead/core/result';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { arrayLiteral } from '../array-parameter.ts';
import { type Bulk, insertion } from '../projection/bulk.ts';
import {
  IMPORTED_EXECUTION_COLUMNS,
  IMPORTED_ORDER_COLUMNS,
  IMPORTED_ROUTE_COLUMNS,
  type ImportedExecutionRow,
  type ImportedOrderRow,
  type ImportedRouteRow,
} from './imported-rows.ts';

/** What is to be imported, known again by the contents of its files. */
export interface NewImport {
  /** Of an upload: the import has its id. Null where a program brings the files. */
  readonly id: string | null;
  readonly clientId: string;
  readonly format: ImportFormat;
  /** SHA-256 over format and files. */
  readonly contentHash: string;
  readonly files: readonly ImportedFile[];
  readonly requestedBy: string;
}

/** How many rows of an import count. */
export interface ImportCounts {
  readonly orders: number;
  readonly routes: number;
  readonly executions: number;
}

/**
 * How an import begins: it was done before, or is loaded from where it stopped; `progress` is null at its very beginning, `faultyFile` the file of the first
 * fault where there was one.
 */
export type BegunImport =
  | { readonly state: 'COMPLETE'; readonly batchId: string; readonly counts: ImportCounts }
  | {
      readonly state: 'LOADING';
      readonly batchId: string;
      readonly progress: ImportProgress | null;
      readonly faultyFile: ImportFileName | null;
    };

/** What a batch of rows has come to: how far the import is with them, and what is wrong with these. */
export interface ImportStep {
  readonly batchId: string;
  readonly progress: ImportProgress;
  readonly faults: readonly ImportFault[];
}

/** So many faults of an import are kept; all of them are counted. */
export const FAULTS_KEPT_MOST = 100_000;

/** Why a row was not written. */
export type Clash =
  | { readonly line: number; readonly why: 'PARENT_UNKNOWN' }
  | { readonly line: number; readonly why: 'ID_TWICE'; readonly firstLine: number }
  | { readonly line: number; readonly why: 'ID_IMPORTED'; readonly batchId: string };

/** A route whose executions come to more than it: the line of the last of them, and both quantities as decimals. */
export interface Overexecuted {
  readonly line: number;
  readonly routeId: string;
  readonly executed: string;
  readonly routed: string;
}

type Keyed = { readonly id: string; readonly batch_id: string; readonly line: number };
type Database = Pick<pg.PoolClient, 'query'>;

/**
 * Keeps orders, routes and executions of a firm's own past. One is open at a time in a database: it holds a lock of its session, which goes with its
 * process. Rows of a batch count once it is COMPLETE; those of one that was refused, or left for another, are deleted.
 */
export class ImportStore implements AsyncDisposable {
  readonly #client: pg.PoolClient;

  private constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Null where another import is at work. */
  static async open(pool: pg.Pool): Promise<ImportStore | null> {
    const client = await pool.connect();
    try {
      const result = await client.query<{ mine: boolean }>("select pg_try_advisory_lock(hashtext('imports')) as mine");
      if (result.rows[0]?.mine === true) return new ImportStore(client);
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.release();
    return null;
  }

  /** Lets go of the lock before it is done, so that who comes next is not held up; where the connection has gone the lock has, too. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#client.query("select pg_advisory_unlock(hashtext('imports'))");
      this.#client.release();
    } catch {
      this.#client.release(true);
    }
  }

  /** Begins an import, or goes on with it. What another one has left half loaded is deleted: nobody is at work on it. */
  async begin(wanted: NewImport): Promise<BegunImport> {
    await this.#sweep();
    await this.#moveWithdrawn();
    const { id, clientId, format, contentHash, files, requestedBy } = wanted;
    const known = await this.#client.query<ImportCounts & { id: string; state: string; progress: unknown }>(KNOWN, [
      clientId,
      contentHash,
      id,
    ]);
    const batch = known.rows[0];
    if (batch?.state === 'COMPLETE') return { state: 'COMPLETE', batchId: batch.id, counts: countsOf(batch) };
    if (batch !== undefined) {
      const progress = importProgress.nullable().parse(batch.progress);
      return { state: 'LOADING', batchId: batch.id, progress, faultyFile: await this.#faultyFile(batch.id) };
    }
    await this.#client.query(
      `update imported_batches set state = 'REFUSED', updated_at = now() where state = 'LOADING'`,
    );
    await this.#sweep();
    const batchId = id ?? uuidV7();
    await this.#client.query('delete from import_faults where batch_id = $1', [batchId]);
    await this.#client.query(BEGIN, [batchId, clientId, format, contentHash, JSON.stringify(files), requestedBy]);
    return { state: 'LOADING', batchId, progress: null, faultyFile: null };
  }

  async #faultyFile(batchId: string): Promise<ImportFileName | null> {
    const [first] = (await this.#client.query<{ file: string }>(FIRST_FAULT, [batchId])).rows;
    return importFileName.nullable().parse(first?.file ?? null);
  }

  /** Runs writes in one transaction, and notes with them how far the import has come. */
  async step(work: () => Promise<ImportStep>): Promise<void> {
    await this.#client.query('begin');
    try {
      await this.#note(await work(), 'LOADING');
      await this.#client.query('commit');
    } catch (error) {
      // Where the connection has gone the transaction has, too, and what is told is why.
      await this.#client.query('rollback').catch(() => {});
      throw error;
    }
  }

  /** Writes orders of one batch, whose ids are not twice among them; gives which could not be. */
  writeOrders(rows: readonly ImportedOrderRow[]): Promise<readonly Clash[]> {
    return write(this.#client, ORDERS, rows);
  }

  /** Writes routes whose orders are there. */
  writeRoutes(rows: readonly ImportedRouteRow[]): Promise<readonly Clash[]> {
    return write(this.#client, ROUTES, rows);
  }

  /** Writes executions whose routes are there. */
  writeExecutions(rows: readonly ImportedExecutionRow[]): Promise<readonly Clash[]> {
    return write(this.#client, EXECUTIONS, rows);
  }

  /** Which routes the batch has executed beyond their quantity: so many of them at most, by line, and how many there are. */
  async overexecuted(batchId: string, most: number): Promise<{ routes: readonly Overexecuted[]; count: number }> {
    const result = await this.#client.query<Overexecuted & { count: number }>(OVEREXECUTED, [batchId, most]);
    return {
      routes: result.rows.map(({ line, routeId, executed, routed }) => ({ line, routeId, executed, routed })),
      count: result.rows[0]?.count ?? 0,
    };
  }

  /** From here on the rows of the batch count; gives how many there are. */
  async complete(batchId: string): Promise<ImportCounts> {
    const [counts] = (await this.#client.query<ImportCounts>(COMPLETE, [batchId])).rows;
    invariant(counts !== undefined, 'an import that loads without faults is completed');
    return counts;
  }

  /** The first faults of an import, so many at most. */
  async faults(batchId: string, most: number): Promise<readonly ImportFault[]> {
    return (await this.#client.query<ImportFault>(FAULTS, [batchId, most])).rows;
  }

  /** Keeps what was wrong, and deletes every row of the batch. */
  async refuse(step: ImportStep): Promise<void> {
    await this.#note(step, 'REFUSED');
    await this.#sweep();
  }

  async #note({ batchId, progress, faults }: ImportStep, state: 'LOADING' | 'REFUSED'): Promise<void> {
    const total = Object.values(progress.faults_by_code).reduce((sum, count) => sum + count, 0);
    await this.#client.query(NOTE, [batchId, state, JSON.stringify(progress), total]);
    if (faults.length === 0) return;
    const column = (of: (fault: ImportFault) => string | number | null) => arrayLiteral(faults.map(of));
    await this.#client.query(KEEP_FAULTS, [
      batchId,
      column(({ file }) => file),
      column(({ line }) => line),
      // The name of a field can be whatever a file has in its place.
      column(({ field }) => field?.slice(0, FIELD_CHARACTERS_MOST).replaceAll('\0', '') ?? null),
      column(({ code }) => code),
      column(({ message }) => message.replaceAll('\0', '')),
      FAULTS_KEPT_MOST,
    ]);
  }

  /** Moves the rows of withdrawn imports out of the way of others with the same ids: as they were, since published reports stand on them. */
  async #moveWithdrawn(): Promise<void> {
    const unmoved = await this.#client.query<{ id: string }>(UNMOVED);
    for (const { id } of unmoved.rows) {
      for (const move of MOVES) await this.#client.query(move, [id, ROWS_A_BLOCK]);
      await this.#client.query('update imported_batches set moved_at = now(), updated_at = now() where id = $1', [id]);
    }
  }

  /** The state says first that the rows are no more, so that a process that dies here leaves nothing that is taken for loaded. */
  async #sweep(): Promise<void> {
    for (const table of ['imported_executions', 'imported_routes', 'imported_orders'])
      await this.#client.query(
        `delete from ${table} where batch_id in (select id from imported_batches where state = 'REFUSED')`,
      );
  }
}

function countsOf({ orders, routes, executions }: ImportCounts): ImportCounts {
  return { orders, routes, executions };
}

interface Target<Row extends Keyed> {
  readonly insert: Bulk<Row>;
  readonly clashes: string;
}

const ORDERS = targetOf<ImportedOrderRow>(insertion('imported_orders', IMPORTED_ORDER_COLUMNS), 'imported_orders', '');
const ROUTES = targetOf<ImportedRouteRow>(
  insertion('imported_routes', IMPORTED_ROUTE_COLUMNS),
  'imported_routes',
  'join imported_orders p on p.id = r.order_pk',
);
const EXECUTIONS = targetOf<ImportedExecutionRow>(
  insertion('imported_executions', IMPORTED_EXECUTION_COLUMNS, { order_pk: 'p.order_pk' }),
  'imported_executions',
  'join imported_routes p on p.id = r.route_pk',
);

function targetOf<Row extends Keyed>(insert: Bulk<Row>, table: string, parent: string): Target<Row> {
  return {
    insert: { ...insert, text: `${insert.text}\n${parent}\non conflict (id) do nothing` },
    clashes: `
select r.line, t.line as first_line, t.batch_id
from unnest($1::uuid[], $2::int4[], $3::uuid[]) as r(id, line, batch_id) left join ${table} t on t.id = r.id
where t.id is null or t.batch_id <> r.batch_id or t.line <> r.line`,
  };
}

async function write<Row extends Keyed>(
  client: Database,
  { insert, clashes }: Target<Row>,
  rows: readonly Row[],
): Promise<readonly Clash[]> {
  if (rows.length === 0) return [];
  const written = await client.query({ name: insert.name, text: insert.text, values: insert.values(rows) });
  if (written.rowCount === rows.length) return [];
  const found = await client.query<{ line: number; first_line: number | null; batch_id: string | null }>(clashes, [
    rows.map(({ id }) => id),
    rows.map(({ line }) => line),
    rows.map(({ batch_id }) => batch_id),
  ]);
  const own = rows[0]?.batch_id;
  return found.rows.map(({ line, first_line, batch_id }): Clash => {
    if (first_line === null || batch_id === null) return { line, why: 'PARENT_UNKNOWN' };
    return batch_id === own
      ? { line, why: 'ID_TWICE', firstLine: first_line }
      : { line, why: 'ID_IMPORTED', batchId: batch_id };
  });
}

const FIELD_CHARACTERS_MOST = 100;
/** Rows of a withdrawn import that are kept together. */
const ROWS_A_BLOCK = 1_000;

/** What the same files have become: that counts, or that the same upload, or a program, has begun. */
const KNOWN = `
select id, state, progress, orders, routes, executions from imported_batches
where client_id = $1 and content_hash = $2 and (state = 'COMPLETE' or state = 'LOADING' and ($3::uuid is null or id = $3)) order by state limit 1`;
const FIRST_FAULT = 'select file from import_faults where batch_id = $1 order by number limit 1';
const FAULTS =
  'select file, line, field, code, message from import_faults where batch_id = $1 order by number limit $2';

/** An upload whose import was given up for another one begins anew, under its own id. */
const BEGIN = `
insert into imported_batches (id, client_id, format, content_hash, state, files, progress, requested_by, created_at, updated_at)
values ($1, $2, $3, $4, 'LOADING', $5, 'null', $6, now(), now())
on conflict (id) do update set state = 'LOADING', progress = 'null', error_count = 0, updated_at = now() where imported_batches.state = 'REFUSED'`;

const NOTE = `
update imported_batches set state = $2, progress = $3, error_count = $4, updated_at = now()
where id = $1 and state = 'LOADING'`;

const KEEP_FAULTS = `
insert into import_faults (batch_id, number, file, line, field, code, message)
select $1, k.kept + f.place, f.file, f.line, f.field, f.code, f.message
from unnest($2::text[], $3::int4[], $4::text[], $5::text[], $6::text[]) with ordinality as f(file, line, field, code, message, place),
  (select coalesce(max(number), 0) as kept from import_faults where batch_id = $1) k
where k.kept + f.place <= $7`;

/** Counts its rows, and notes the time that they cover. */
const COMPLETE = `
update imported_batches set state = 'COMPLETE', completed_at = now(), updated_at = now(),
  orders = o.rows, routes = r.rows, executions = e.rows,
  first_at = least(o.first_at, r.first_at, e.first_at), last_at = greatest(o.last_at, r.last_at, e.last_at)
from (select count(*) as rows, min(received_at) as first_at, max(received_at) as last_at from imported_orders where batch_id = $1) o,
  (select count(*) as rows, min(sent_at) as first_at, max(sent_at) as last_at from imported_routes where batch_id = $1) r,
  (select count(*) as rows, min(executed_at) as first_at, max(executed_at) as last_at from imported_executions where batch_id = $1) e
where id = $1 and state = 'LOADING' and error_count = 0
returning orders, routes, executions`;

const UNMOVED = "select id from imported_batches where state = 'WITHDRAWN' and moved_at is null order by id";
const MOVES = ['executions', 'routes', 'orders'].map(
  (file) => `
with gone as (delete from imported_${file} where batch_id = $1 returning *)
insert into withdrawn_rows (batch_id, file, block, rows)
select batch_id, '${file}', line / $2::int, jsonb_agg(to_jsonb(gone) order by line) from gone group by batch_id, line / $2::int`,
);

/** A route of an earlier batch may have executions in several. */
const OVEREXECUTED = `
with own as (select route_pk, sum(quantity) as quantity, max(line) as line from imported_executions where batch_id = $1 group by route_pk),
executed as (
  select o.line, r.route_id, r.quantity as routed, case when r.batch_id = $1 then o.quantity
    else (select sum(e.quantity) from imported_executions e where e.route_pk = o.route_pk) end as executed
  from own o join imported_routes r on r.id = o.route_pk)
select line, route_id as "routeId", trim_scale(executed)::text as executed, trim_scale(routed)::text as routed, (count(*) over ())::int as count
from executed where executed > routed order by line limit $2`;

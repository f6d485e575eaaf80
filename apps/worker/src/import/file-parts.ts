import type { ImportFileName } from '@fairlead/contracts/import';
import { formatScaled } from '@fairlead/core/money/scaled';
import { invariant } from '@fairlead/core/result';
import type { Clash, ImportStore } from '@fairlead/db/import/import-store';
import { type ImportedOrderRow, importedKey } from '@fairlead/db/import/imported-rows';
import type { PersonNames } from '@fairlead/db/repositories/person-names';
import type { ImportedExecution } from '@fairlead/rule606/import/execution-layout';
import { EXECUTIONS, ORDERS, ROUTES } from '@fairlead/rule606/import/import-file';
import type { Layout, RowOf } from '@fairlead/rule606/import/layout';
import { classificationOf, type ImportedOrder } from '@fairlead/rule606/import/order-layout';
import type { ImportedRoute } from '@fairlead/rule606/import/route-layout';
import type { FileKind } from '@fairlead/rule606/import/row-reader';

/** A row and the line that it stands on. */
export interface LinedRow<Row> {
  readonly line: number;
  readonly row: Row;
}

/** How the lines of one of the files are named and written. */
export interface FilePart<L extends Layout> {
  readonly file: ImportFileName;
  readonly kind: FileKind<L>;
  readonly id: { readonly field: string; of(row: RowOf<L>): string };
  /** What it names of the file before; null in the first. */
  readonly parent: ParentName<RowOf<L>> | null;
  /** Writes rows whose ids are not twice among them; gives which could not be. */
  write(rows: readonly LinedRow<RowOf<L>>[]): Promise<readonly Clash[]>;
}

interface ParentName<Row> {
  readonly field: string;
  readonly code: 'ORDER_UNKNOWN' | 'ROUTE_UNKNOWN';
  of(row: Row): string;
}

/** Where the rows of an import go. */
export interface PartTarget {
  readonly store: ImportStore;
  readonly persons: Pick<PersonNames, 'pseudonymsOf'>;
  readonly batchId: string;
  readonly clientId: string;
}

/** The orders of an import. */
export function ordersOf(target: PartTarget): FilePart<(typeof ORDERS)['layout']> {
  return {
    file: 'orders',
    kind: ORDERS,
    id: { field: 'order_id', of: (order) => order.order_id },
    parent: null,
    async write(rows) {
      const names = await namesOf(target, rows);
      return target.store.writeOrders(rows.map((each) => orderRow(each, target, names)));
    },
  };
}

/** The routes of an import. */
export function routesOf(target: PartTarget): FilePart<(typeof ROUTES)['layout']> {
  return {
    file: 'routes',
    kind: ROUTES,
    id: { field: 'route_id', of: (route) => route.route_id },
    parent: { field: 'order_id', code: 'ORDER_UNKNOWN', of: (route) => route.order_id },
    write: (rows) => target.store.writeRoutes(rows.map((each) => routeRow(each, target))),
  };
}

/** The executions of an import. */
export function executionsOf(target: PartTarget): FilePart<(typeof EXECUTIONS)['layout']> {
  return {
    file: 'executions',
    kind: EXECUTIONS,
    id: { field: 'execution_id', of: (execution) => execution.execution_id },
    parent: { field: 'route_id', code: 'ROUTE_UNKNOWN', of: (execution) => execution.route_id },
    write: (rows) => target.store.writeExecutions(rows.map((each) => executionRow(each, target))),
  };
}

/** By what names the persons of some orders are recorded. */
interface Names {
  readonly customers: ReadonlyMap<string, string>;
  readonly accounts: ReadonlyMap<string, string>;
}

async function namesOf({ persons, clientId }: PartTarget, rows: readonly LinedRow<ImportedOrder>[]): Promise<Names> {
  const given = (names: readonly (string | null)[]) => new Set(names.filter((name) => name !== null));
  return {
    customers: await persons.pseudonymsOf(
      { clientId, kind: 'CUSTOMER' },
      given(rows.map(({ row }) => row.customer_id)),
    ),
    accounts: await persons.pseudonymsOf({ clientId, kind: 'ACCOUNT' }, given(rows.map(({ row }) => row.account))),
  };
}

function orderRow(
  { line, row }: LinedRow<ImportedOrder>,
  { batchId, clientId }: PartTarget,
  names: Names,
): ImportedOrderRow {
  const { received_at, executable_at, ended_at, ...rest } = row;
  const classification = classificationOf(row);
  invariant(classification !== null, 'an order that has been read is classified');
  return {
    ...rest,
    id: importedKey(clientId, 'order', row.order_id),
    batch_id: batchId,
    line,
    client_id: clientId,
    customer_id: pseudonym(names.customers, row.customer_id),
    account: pseudonym(names.accounts, row.account),
    quantity: decimal(row.quantity),
    limit_price: decimal(row.limit_price),
    stop_price: decimal(row.stop_price),
    received_at_us: received_at,
    nbbo_bid: decimal(row.nbbo_bid),
    nbbo_ask: decimal(row.nbbo_ask),
    nbbo_bid_size: decimal(row.nbbo_bid_size),
    nbbo_ask_size: decimal(row.nbbo_ask_size),
    best_bid: decimal(row.best_bid),
    best_ask: decimal(row.best_ask),
    executable_at_us: executable_at,
    executable_bid: decimal(row.executable_bid),
    executable_ask: decimal(row.executable_ask),
    executable_best_bid: decimal(row.executable_best_bid),
    executable_best_ask: decimal(row.executable_best_ask),
    classification,
    ioi_venues: row.ioi_venues ?? [],
    canceled_quantity: decimal(row.canceled_quantity),
    ended_at_us: ended_at,
    round_lot: decimal(row.round_lot),
    printed_quantity: decimal(row.printed_quantity),
    printed_on_exchanges_quantity: decimal(row.printed_on_exchanges_quantity),
  };
}

function routeRow({ line, row }: LinedRow<ImportedRoute>, { batchId, clientId }: PartTarget) {
  const { order_id, sent_at, ended_at, ...rest } = row;
  return {
    ...rest,
    id: importedKey(clientId, 'route', row.route_id),
    batch_id: batchId,
    line,
    order_pk: importedKey(clientId, 'order', order_id),
    quantity: decimal(row.quantity),
    sent_at_us: sent_at,
    ended_at_us: ended_at,
  };
}

function executionRow({ line, row }: LinedRow<ImportedExecution>, { batchId, clientId }: PartTarget) {
  const { route_id, executed_at, ...rest } = row;
  return {
    ...rest,
    id: importedKey(clientId, 'execution', row.execution_id),
    batch_id: batchId,
    line,
    route_pk: importedKey(clientId, 'route', route_id),
    quantity: decimal(row.quantity),
    price: decimal(row.price),
    executed_at_us: executed_at,
    fee_usd: decimal(row.fee_usd),
    rebate_usd: decimal(row.rebate_usd),
    payment_for_order_flow_usd: decimal(row.payment_for_order_flow_usd),
    profit_sharing_usd: decimal(row.profit_sharing_usd),
    nbbo_bid: decimal(row.nbbo_bid),
    nbbo_ask: decimal(row.nbbo_ask),
    mid_50ms: decimal(row.mid_50ms),
    mid_1s: decimal(row.mid_1s),
    mid_15s: decimal(row.mid_15s),
    mid_1min: decimal(row.mid_1min),
    mid_5min: decimal(row.mid_5min),
  };
}

function decimal(e8: bigint): string;
function decimal(e8: bigint | null): string | null;
function decimal(e8: bigint | null): string | null {
  return e8 === null ? null : formatScaled(e8, 8);
}

function pseudonym(names: ReadonlyMap<string, string>, name: string | null): string | null {
  if (name === null) return null;
  const found = names.get(name);
  invariant(found !== undefined, 'each name of an order has a pseudonym');
  return found;
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportFormat } from '@fairlead/contracts/import';
import { createPool } from '@fairlead/db/pool';
import { query } from '@fairlead/db/testing/query';
import { testDatabase } from '@fairlead/db/testing/test-database';
import type { ImportedExecution } from '@fairlead/rule606/import/execution-layout';
import { EXECUTIONS, ORDERS, ROUTES } from '@fairlead/rule606/import/import-file';
import type { Layout, RowOf } from '@fairlead/rule606/import/layout';
import type { ImportedOrder } from '@fairlead/rule606/import/order-layout';
import type { ImportedRoute } from '@fairlead/rule606/import/route-layout';
import { csvLine, headerLine, jsonLine } from '@fairlead/rule606/import/row-writer';
import { filesOnMachine } from '../src/import/file-source.ts';
import { type ImportNews, loadFiles } from '../src/import/load-files.ts';

/** What a firm has on one day: as many orders as wanted, each routed to one venue and executed in two parts. */
export interface FirmRows {
  readonly orders: readonly ImportedOrder[];
  readonly routes: readonly ImportedRoute[];
  readonly executions: readonly ImportedExecution[];
}

const NOON_US = Date.UTC(2026, 6, 1, 16) * 1_000;
const E8 = 100_000_000n;
export const NONE = {
  ...{
    account: null,
    stop_price: null,
    directed_venue: null,
    nbbo_bid_size: null,
    nbbo_ask_size: null,
    best_bid: null,
  },
  ...{ best_ask: null, executable_at: null, executable_bid: null, executable_ask: null, classification: null },
  ...{ executable_best_bid: null, executable_best_ask: null },
  ...{ ioi_venues: null, ended_at: null, round_lot: null, printed_quantity: null, printed_on_exchanges_quantity: null },
} as const;

/** Rows of so many orders from a number on. */
export function firmRows(count: number, from = 0): FirmRows {
  const numbers = Array.from({ length: count }, (_, index) => from + index);
  return {
    orders: numbers.map((n) => ({
      ...NONE,
      ...{ order_id: `O-${n}`, customer_id: `C-${n % 3}`, symbol: 'AAPL', security_class: 'NMS_STOCK', side: 'BUY' },
      ...{ quantity: 200n * E8, order_type: 'LIMIT', limit_price: 210n * E8, time_in_force: 'DAY', handling: 'HELD' },
      ...{ received_at: NOON_US + n * 1_000 + 1, nbbo_bid: 209n * E8, nbbo_ask: 210n * E8, canceled_quantity: 0n },
    })),
    routes: numbers.map((n) => ({
      ...{ route_id: `R-${n}`, order_id: `O-${n}`, venue: 'Nasdaq', mic: 'XNAS', mpid: null, quantity: 200n * E8 },
      ...{ ioc: false, further_routable: false, routing_firm: null, sent_at: NOON_US + n * 1_000 + 2, ended_at: null },
    })),
    executions: numbers.flatMap((n) => [execution(n, 'a'), execution(n, 'b')]),
  };
}

function execution(n: number, part: string): ImportedExecution {
  return {
    ...{ execution_id: `E-${n}${part}`, route_id: `R-${n}`, quantity: 100n * E8, price: 210n * E8 },
    ...{ executed_at: NOON_US + n * 1_000 + 3, liquidity: 'REMOVED', price_side: 'FAR', as_principal: false },
    ...{ fee_usd: 30_000_000n, rebate_usd: 0n, payment_for_order_flow_usd: -1n, profit_sharing_usd: 0n },
    ...{ nbbo_bid: null, nbbo_ask: null, mid_50ms: null, mid_1s: null, mid_15s: null, mid_1min: null, mid_5min: null },
  };
}

/** The texts of the three files. */
export interface FirmFiles {
  readonly orders: string;
  readonly routes: string;
  readonly executions: string;
}

/** Rows as the three files of a format. */
export function filesOf({ orders, routes, executions }: FirmRows, format: ImportFormat): FirmFiles {
  return {
    orders: fileOf(ORDERS.layout, orders, format),
    routes: fileOf(ROUTES.layout, routes, format),
    executions: fileOf(EXECUTIONS.layout, executions, format),
  };
}

function fileOf<L extends Layout>(layout: L, rows: readonly RowOf<L>[], format: ImportFormat): string {
  const lines =
    format === 'CSV'
      ? [headerLine(layout), ...rows.map((row) => csvLine(layout, row))]
      : rows.map((row) => jsonLine(layout, row));
  return `${lines.join('\n')}\n`;
}

const COUNTS = `select (select count(*)::int from imported_orders) as orders, (select count(*)::int from imported_routes) as routes,
  (select count(*)::int from imported_executions) as executions`;

/** A database and a folder of a test's own, and imports into the one from the other. */
export async function importSet() {
  const database = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-import-'));
  const pool = createPool(database.url, { max: 3, onError: () => undefined });
  const paths = {
    orders: join(folder, 'orders'),
    routes: join(folder, 'routes'),
    executions: join(folder, 'executions'),
  };
  const write = async (files: Partial<FirmFiles>) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  };
  return {
    url: database.url,
    pool,
    paths,
    write,
    ask: (sql: string, values?: unknown[]) => query(database.url, sql, values),
    /** Rows in the tables, whether they count or not. */
    counts: async () => (await query(database.url, COUNTS))[0],
    async load(
      files: Partial<FirmFiles>,
      more: { format?: ImportFormat; clientId?: string; batch?: number; tell?: (news: ImportNews) => void } = {},
    ) {
      await write(files);
      const { format = 'CSV', clientId = 'FIRM', batch = 10, tell = () => {} } = more;
      const request = filesOnMachine({ client_id: clientId, format, paths, requested_by: 'a test' });
      return loadFiles(request, { pool, tell, batch });
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await rm(folder, { recursive: true });
      await database[Symbol.asyncDispose]();
    },
  };
}

import { v7 as uuidV7 } from 'uuid';
import { query } from './query.ts';

/** Columns of a row that a test wants otherwise. */
type Columns = Readonly<Record<string, unknown>>;

/** An imported order with one route a venue and what each executed; times are ISO texts, amounts US dollars. */
export interface ImportedOrder {
  readonly receivedAt: string;
  readonly symbol: string;
  readonly securityClass?: 'NMS_STOCK' | 'OTC' | 'OPTION';
  readonly handling?: 'HELD' | 'NOT_HELD' | 'NOT_HELD_EXEMPT';
  readonly classification?: string;
  readonly order?: Columns;
  readonly routes: readonly {
    readonly venue: string;
    readonly mic?: string;
    readonly sentAt: string;
    readonly route?: Columns;
    readonly executed?: readonly {
      readonly at: string;
      readonly quantity: string;
      /** Fee, rebate, payment for order flow, profit sharing. */
      readonly amounts: readonly string[];
      readonly execution?: Columns;
    }[];
  }[];
}

/** Stores a batch in a state with its orders. */
export async function storeImported(
  url: string,
  state: 'COMPLETE' | 'LOADING',
  orders: readonly ImportedOrder[],
): Promise<void> {
  const batch = uuidV7();
  await query(url, BATCH, [batch, state, batch.replaceAll('-', '').repeat(2)]);
  for (const { routes, ...order } of orders) {
    const id = uuidV7();
    await insert(url, 'imported_orders', { ...orderColumns(id, batch, order), ...order.order });
    for (const route of routes) await storeRoute(url, route, { batch_id: batch, order_pk: id });
  }
}

type ImportedRoute = ImportedOrder['routes'][number];

async function storeRoute(
  url: string,
  { venue, mic, sentAt, route, executed = [] }: ImportedRoute,
  of: { readonly batch_id: string; readonly order_pk: string },
): Promise<void> {
  const id = uuidV7();
  await insert(url, 'imported_routes', {
    ...{
      id,
      ...of,
      line: 1,
      route_id: id,
      venue,
      mic: mic ?? null,
      quantity: 1_000,
      ioc: false,
      further_routable: false,
    },
    ...{ sent_at: sentAt, ...route },
  });
  for (const { at, quantity, amounts, execution } of executed) {
    const [fee_usd, rebate_usd, payment_for_order_flow_usd, profit_sharing_usd] = amounts;
    const executionId = uuidV7();
    await insert(url, 'imported_executions', {
      ...{ id: executionId, ...of, line: 1, route_pk: id, execution_id: executionId, quantity, price: 10 },
      ...{ executed_at: at, as_principal: false, fee_usd, rebate_usd, payment_for_order_flow_usd, profit_sharing_usd },
      ...execution,
    });
  }
}

function orderColumns(id: string, batch: string, order: Omit<ImportedOrder, 'routes'>): Columns {
  const { receivedAt, symbol, securityClass = 'NMS_STOCK', handling = 'HELD', classification = 'MARKET' } = order;
  return {
    ...{ id, batch_id: batch, line: 1, client_id: 'default', order_id: id, symbol, security_class: securityClass },
    ...{ side: 'BUY', quantity: 1_000, order_type: 'MARKET', time_in_force: 'DAY', handling, received_at: receivedAt },
    ...{ classification, ioi_venues: [], canceled_quantity: 0 },
  };
}

async function insert(url: string, table: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns);
  const values = names.map((_, place) => `$${place + 1}`);
  await query(url, `insert into ${table} (${names.join(', ')}) values (${values.join(', ')})`, Object.values(columns));
}

const BATCH = `insert into imported_batches (id, client_id, format, content_hash, state, files, progress, requested_by, created_at, updated_at, completed_at)
values ($1, 'default', 'CSV', $3, $2::text, '[]', '{}', 'a test', now(), now(), case $2::text when 'COMPLETE' then now() end)`;

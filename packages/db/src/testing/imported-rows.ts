import { v7 as uuidV7 } from 'uuid';
import { query } from './query.ts';

/** An imported order with one route a venue and what each executed; times are ISO texts, amounts US dollars. */
export interface ImportedOrder {
  readonly receivedAt: string;
  readonly symbol: string;
  readonly securityClass?: 'NMS_STOCK' | 'OTC' | 'OPTION';
  readonly handling?: 'HELD' | 'NOT_HELD';
  readonly classification?: string;
  readonly routes: readonly {
    readonly venue: string;
    readonly mic?: string;
    readonly sentAt: string;
    readonly executed?: readonly {
      readonly at: string;
      readonly quantity: string;
      readonly amounts: readonly string[];
    }[];
  }[];
}

/** Stores a batch in a state with its orders. `amounts` are fee, rebate, payment for order flow, profit sharing. */
export async function storeImported(
  url: string,
  state: 'COMPLETE' | 'LOADING',
  orders: readonly ImportedOrder[],
): Promise<void> {
  const batch = uuidV7();
  await query(url, BATCH, [batch, state, batch.replaceAll('-', '').repeat(2)]);
  for (const {
    receivedAt,
    symbol,
    securityClass = 'NMS_STOCK',
    handling = 'HELD',
    classification = 'MARKET',
    routes,
  } of orders) {
    const order = uuidV7();
    await query(url, ORDER, [order, batch, symbol, securityClass, handling, receivedAt, classification]);
    for (const { venue, mic = null, sentAt, executed = [] } of routes) {
      const route = uuidV7();
      await query(url, ROUTE, [route, batch, order, venue, mic, sentAt]);
      for (const { at, quantity, amounts } of executed)
        await query(url, EXECUTION, [uuidV7(), batch, order, route, quantity, at, ...amounts]);
    }
  }
}

const BATCH = `insert into imported_batches (id, client_id, format, content_hash, state, files, progress, requested_by, created_at, updated_at, completed_at)
values ($1, 'default', 'CSV', $3, $2::text, '[]', '{}', 'a test', now(), now(), case $2::text when 'COMPLETE' then now() end)`;
const ORDER = `insert into imported_orders (id, batch_id, line, client_id, order_id, symbol, security_class, side, quantity, order_type, time_in_force, handling,
  received_at, classification, ioi_venues, canceled_quantity)
values ($1, $2, 1, 'default', $1::uuid::text, $3, $4, 'BUY', 1000, 'MARKET', 'DAY', $5, $6, $7, '{}', 0)`;
const ROUTE = `insert into imported_routes (id, batch_id, line, order_pk, route_id, venue, mic, quantity, ioc, further_routable, sent_at)
values ($1, $2, 1, $3, $1::uuid::text, $4, $5, 1000, false, false, $6)`;
const EXECUTION = `insert into imported_executions (id, batch_id, line, order_pk, route_pk, execution_id, quantity, price, executed_at, as_principal, fee_usd,
  rebate_usd, payment_for_order_flow_usd, profit_sharing_usd)
values ($1, $2, 1, $3, $4, $1::uuid::text, $5, 10, $6, false, $7, $8, $9, $10)`;

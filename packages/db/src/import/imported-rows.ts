import { hash } from 'node:crypto';
import type { ColumnType } from '../order-columns.ts';

type Columns<Row> = { readonly [Field in keyof Row]-?: ColumnType };

/** What every imported row has: its key, the batch that it came with, and its line in the file. */
interface ImportedRow {
  readonly id: string;
  readonly batch_id: string;
  readonly line: number;
}

/** An imported order: decimals as plain text, times in microseconds since 1970, persons by their pseudonyms. */
export interface ImportedOrderRow extends ImportedRow {
  readonly client_id: string;
  readonly order_id: string;
  readonly customer_id: string | null;
  readonly account: string | null;
  readonly symbol: string;
  readonly security_class: string;
  readonly side: string;
  readonly quantity: string;
  readonly order_type: string;
  readonly limit_price: string | null;
  readonly stop_price: string | null;
  readonly time_in_force: string;
  readonly handling: string;
  readonly directed_venue: string | null;
  readonly received_at_us: number;
  readonly nbbo_bid: string | null;
  readonly nbbo_ask: string | null;
  readonly nbbo_bid_size: string | null;
  readonly nbbo_ask_size: string | null;
  readonly best_bid: string | null;
  readonly best_ask: string | null;
  readonly executable_at_us: number | null;
  readonly executable_bid: string | null;
  readonly executable_ask: string | null;
  readonly executable_best_bid: string | null;
  readonly executable_best_ask: string | null;
  readonly classification: string;
  readonly ioi_venues: readonly string[];
  readonly canceled_quantity: string;
  readonly ended_at_us: number | null;
  readonly round_lot: string | null;
  readonly printed_quantity: string | null;
  readonly printed_on_exchanges_quantity: string | null;
}

/** What of an imported order went to one venue. */
export interface ImportedRouteRow extends ImportedRow {
  readonly order_pk: string;
  readonly route_id: string;
  readonly venue: string;
  readonly mic: string | null;
  readonly mpid: string | null;
  readonly quantity: string;
  readonly ioc: boolean;
  readonly further_routable: boolean;
  readonly routing_firm: string | null;
  readonly sent_at_us: number;
  readonly ended_at_us: number | null;
}

/** One execution of an imported route; its order is that of the route. */
export interface ImportedExecutionRow extends ImportedRow {
  readonly route_pk: string;
  readonly execution_id: string;
  readonly quantity: string;
  readonly price: string;
  readonly executed_at_us: number;
  readonly liquidity: string | null;
  readonly price_side: string | null;
  readonly as_principal: boolean;
  readonly fee_usd: string;
  readonly rebate_usd: string;
  readonly payment_for_order_flow_usd: string;
  readonly profit_sharing_usd: string;
  readonly nbbo_bid: string | null;
  readonly nbbo_ask: string | null;
  readonly mid_50ms: string | null;
  readonly mid_1s: string | null;
  readonly mid_15s: string | null;
  readonly mid_1min: string | null;
  readonly mid_5min: string | null;
}

const ROW_COLUMNS: Columns<ImportedRow> = { id: 'uuid', batch_id: 'uuid', line: 'int4' };

export const IMPORTED_ORDER_COLUMNS: Columns<ImportedOrderRow> = {
  ...ROW_COLUMNS,
  client_id: 'text',
  order_id: 'text',
  customer_id: 'text',
  account: 'text',
  symbol: 'text',
  security_class: 'text',
  side: 'text',
  quantity: 'numeric',
  order_type: 'text',
  limit_price: 'numeric',
  stop_price: 'numeric',
  time_in_force: 'text',
  handling: 'text',
  directed_venue: 'text',
  received_at_us: 'time',
  nbbo_bid: 'numeric',
  nbbo_ask: 'numeric',
  nbbo_bid_size: 'numeric',
  nbbo_ask_size: 'numeric',
  best_bid: 'numeric',
  best_ask: 'numeric',
  executable_at_us: 'time',
  executable_bid: 'numeric',
  executable_ask: 'numeric',
  executable_best_bid: 'numeric',
  executable_best_ask: 'numeric',
  classification: 'text',
  ioi_venues: 'texts',
  canceled_quantity: 'numeric',
  ended_at_us: 'time',
  round_lot: 'numeric',
  printed_quantity: 'numeric',
  printed_on_exchanges_quantity: 'numeric',
};

export const IMPORTED_ROUTE_COLUMNS: Columns<ImportedRouteRow> = {
  ...ROW_COLUMNS,
  order_pk: 'uuid',
  route_id: 'text',
  venue: 'text',
  mic: 'text',
  mpid: 'text',
  quantity: 'numeric',
  ioc: 'bool',
  further_routable: 'bool',
  routing_firm: 'text',
  sent_at_us: 'time',
  ended_at_us: 'time',
};

export const IMPORTED_EXECUTION_COLUMNS: Columns<ImportedExecutionRow> = {
  ...ROW_COLUMNS,
  route_pk: 'uuid',
  execution_id: 'text',
  quantity: 'numeric',
  price: 'numeric',
  executed_at_us: 'time',
  liquidity: 'text',
  price_side: 'text',
  as_principal: 'bool',
  fee_usd: 'numeric',
  rebate_usd: 'numeric',
  payment_for_order_flow_usd: 'numeric',
  profit_sharing_usd: 'numeric',
  nbbo_bid: 'numeric',
  nbbo_ask: 'numeric',
  mid_50ms: 'numeric',
  mid_1s: 'numeric',
  mid_15s: 'numeric',
  mid_1min: 'numeric',
  mid_5min: 'numeric',
};

/** No id of a firm holds a control character, so that no two pairs make the same text. */
const APART = '\u001f';
const UUID_PARTS = /^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/;

/**
 * The key of an imported row: the first 16 bytes of the SHA-256 of its client, what it is, and the firm's id of it. A row names its parent without a
 * look-up by it, and what was imported before is found by the primary key.
 */
export function importedKey(clientId: string, kind: 'order' | 'route' | 'execution', id: string): string {
  return hash('sha256', [clientId, kind, id].join(APART)).replace(UUID_PARTS, '$1-$2-$3-$4-$5');
}

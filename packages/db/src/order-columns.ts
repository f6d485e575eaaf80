import type {
  ArrivalColumns,
  ChildRow,
  ExecutionRow,
  OrderRow,
  ProjectedDecisionRow,
  ProjectedOrderRow,
  TermsRow,
} from './order-rows.ts';

/**
 * How a field travels to its column. `time` is microseconds since 1970 in a field named after the column with `_us` added;
 * `int8` is a whole number that a double holds.
 */
export type ColumnType = 'uuid' | 'text' | 'texts' | 'numeric' | 'int4' | 'int8' | 'float8' | 'bool' | 'time';

type Columns<Row> = { readonly [Field in keyof Row]-?: ColumnType };

const ARRIVAL_COLUMNS: Columns<ArrivalColumns> = {
  nbbo_bid: 'numeric',
  nbbo_ask: 'numeric',
  nbbo_state: 'text',
  odd_lot_bid: 'numeric',
  odd_lot_bid_size: 'numeric',
  odd_lot_ask: 'numeric',
  odd_lot_ask_size: 'numeric',
  reference_bid: 'numeric',
  reference_ask: 'numeric',
  arrival_mid: 'numeric',
};

export const ORDER_COLUMNS: Columns<OrderRow> = {
  id: 'uuid',
  client_id: 'text',
  order_id: 'text',
  request_hash: 'text',
  instrument_id: 'text',
  side: 'text',
  quantity: 'numeric',
  order_type: 'text',
  limit_price: 'numeric',
  stop_price: 'numeric',
  time_in_force: 'text',
  routing_objective: 'text',
  routing_mode: 'text',
  sourcing: 'text',
  venue_preferences: 'texts',
  exclude_venues: 'texts',
  max_venue_split: 'int4',
  account: 'text',
  customer_id: 'text',
  held: 'bool',
  directed_venue: 'text',
  capacity: 'text',
  locate_id: 'text',
  tag: 'text',
  request_extras: 'text',
  simulated: 'bool',
  route_only: 'bool',
  classification: 'text',
  security_class: 'text',
  ...ARRIVAL_COLUMNS,
  released_at_us: 'time',
  received_bid: 'numeric',
  received_ask: 'numeric',
  received_odd_lot_bid: 'numeric',
  received_odd_lot_ask: 'numeric',
  state: 'text',
  reject_code: 'text',
  filled_quantity: 'numeric',
  excess_quantity: 'numeric',
  notional: 'numeric',
  total_fees: 'numeric',
  waves: 'int4',
  version: 'int4',
  created_at_us: 'time',
  updated_at_us: 'time',
};

export const PROJECTED_ORDER_COLUMNS: Columns<ProjectedOrderRow> = {
  ...ORDER_COLUMNS,
  first_position: 'int8',
  last_position: 'int8',
};

export const PROJECTED_DECISION_COLUMNS: Columns<ProjectedDecisionRow> = {
  id: 'uuid',
  order_pk: 'uuid',
  client_id: 'text',
  instrument_id: 'text',
  wave: 'int4',
  objective: 'text',
  mode: 'text',
  routed_quantity: 'numeric',
  unallocated_quantity: 'numeric',
  venue_ids: 'texts',
  expected_cost_bps: 'numeric',
  expected_fill_rate: 'numeric',
  expected_time_ms: 'float8',
  confidence: 'numeric',
  decision_hash: 'text',
  engine_version: 'text',
  rules_version: 'text',
  model_version: 'text',
  routing_time_us: 'float8',
  created_at_us: 'time',
  shard: 'int4',
  position: 'int8',
};

export const CHILD_COLUMNS: Columns<ChildRow> = {
  id: 'uuid',
  order_pk: 'uuid',
  decision_id: 'uuid',
  wave: 'int4',
  venue_id: 'text',
  quantity: 'numeric',
  limit_price: 'numeric',
  order_kind: 'text',
  expected_price: 'numeric',
  expected_fee: 'numeric',
  priority: 'int4',
  state: 'text',
  reject_code: 'text',
  filled_quantity: 'numeric',
  sent_at_us: 'time',
  acked_at_us: 'time',
  venue_epoch: 'text',
  venue_order_id: 'text',
  done_at_us: 'time',
  version: 'int4',
  created_at_us: 'time',
  updated_at_us: 'time',
};

export const EXECUTION_COLUMNS: Columns<ExecutionRow> = {
  id: 'uuid',
  order_pk: 'uuid',
  child_id: 'uuid',
  venue_id: 'text',
  venue_execution_id: 'text',
  quantity: 'numeric',
  price: 'numeric',
  fee: 'numeric',
  fee_source: 'text',
  venue_fee: 'numeric',
  venue_fee_currency: 'text',
  liquidity_flag: 'text',
  flag_assumed: 'bool',
  last_market: 'text',
  venue_time_us: 'time',
  latency_us: 'float8',
  nbbo_bid: 'numeric',
  nbbo_ask: 'numeric',
  mid: 'numeric',
  price_improvement_bps: 'numeric',
  quality: 'text',
  marks: 'texts',
  executed_at_us: 'time',
  created_at_us: 'time',
};

export const TERMS_COLUMNS: Columns<TermsRow> = {
  order_pk: 'uuid',
  id: 'uuid',
  number: 'int4',
  since_us: 'time',
  quantity: 'numeric',
  limit_price: 'numeric',
  ...ARRIVAL_COLUMNS,
  position: 'int8',
};

/** The column of a field. */
export function columnOf(field: string, type: ColumnType): string {
  return type === 'time' ? field.replace(/_us$/, '') : field;
}

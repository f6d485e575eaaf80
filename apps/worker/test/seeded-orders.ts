import type { ChildRow, DecisionRow, ExecutionRow, JournalEntry, OrderRow } from '@fairlead/db/journal-rows';

/** What a test says of a parent order. */
export interface OrderOf {
  readonly instrument: string;
  readonly side: 'BUY' | 'SELL';
  readonly arrivalMid: string | null;
  readonly children: readonly ChildOf[];
}

/** What a test says of a child: times in microseconds after the start of the order, null for never. */
export interface ChildOf {
  readonly venue: string;
  readonly quantity: string;
  readonly filled: string;
  readonly kind?: ChildRow['order_kind'];
  readonly sent: number | null;
  readonly acked: number | null;
  readonly done: number | null;
  /** The mid at its one fill. */
  readonly mid?: string;
}

let counted = 0;

/** A UUIDv7 of a given time, each call another. */
export function uuidAt(time_us: number): string {
  counted += 1;
  const ms = Math.floor(time_us / 1_000)
    .toString(16)
    .padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${counted.toString(16).padStart(12, '0')}`;
}

/** A parent order received at a time, with its decision, children and fills, as the router would have journaled it. */
export function orderEntry(said: OrderOf, at_us: number): JournalEntry {
  const order = orderRow(said, at_us);
  const decision = decisionRow(order);
  const children = said.children.map((child) => childRow(child, decision, at_us));
  const executions = said.children.flatMap((child, index) => executionRow(child, children[index]));
  return { orders: [order], decisions: [decision], children, executions };
}

function orderRow(said: OrderOf, at_us: number): OrderRow {
  const id = uuidAt(at_us);
  return {
    id,
    client_id: 'default',
    order_id: id,
    request_hash: '0'.repeat(64),
    instrument_id: said.instrument,
    side: said.side,
    quantity: '100000',
    order_type: 'MARKET',
    limit_price: null,
    stop_price: null,
    time_in_force: 'DAY',
    routing_objective: 'BEST_PRICE',
    routing_mode: 'SWEEP',
    sourcing: 'ANY',
    venue_preferences: [],
    exclude_venues: [],
    max_venue_split: null,
    account: null,
    customer_id: null,
    held: true,
    directed_venue: null,
    capacity: 'AGENCY',
    locate_id: null,
    tag: null,
    request_extras: null,
    simulated: false,
    route_only: false,
    classification: 'MARKET',
    nbbo_bid: null,
    nbbo_ask: null,
    nbbo_state: null,
    arrival_mid: said.arrivalMid,
    state: 'WORKING',
    reject_code: null,
    filled_quantity: '0',
    notional: '0',
    total_fees: '0',
    waves: 1,
    version: 1,
    created_at_us: at_us,
    updated_at_us: at_us,
  };
}

function decisionRow(order: OrderRow): DecisionRow {
  return {
    id: uuidAt(order.created_at_us),
    order_pk: order.id,
    client_id: order.client_id,
    instrument_id: order.instrument_id,
    wave: 1,
    objective: 'BEST_PRICE',
    mode: 'SWEEP',
    routed_quantity: order.quantity,
    unallocated_quantity: '0',
    venue_ids: [],
    expected_cost_bps: '0',
    expected_fill_rate: '1',
    expected_time_ms: 1,
    confidence: '1',
    rationale: 'seeded',
    evidence: '{}',
    decision_hash: '0'.repeat(64),
    engine_version: 'test',
    rules_version: 'test',
    model_version: 'test',
    routing_time_us: 1,
    created_at_us: order.created_at_us,
  };
}

function childRow(said: ChildOf, decision: DecisionRow, at_us: number): ChildRow {
  const at = (after: number | null) => (after === null ? null : at_us + after);
  return {
    id: uuidAt(at_us),
    order_pk: decision.order_pk,
    decision_id: decision.id,
    wave: 1,
    venue_id: said.venue,
    quantity: said.quantity,
    limit_price: '100',
    order_kind: said.kind ?? 'IOC',
    expected_price: '100',
    expected_fee: '0',
    priority: 1,
    state: said.done === null ? 'SENT' : 'CANCELED',
    reject_code: null,
    filled_quantity: said.filled,
    sent_at_us: at(said.sent),
    acked_at_us: at(said.acked),
    done_at_us: at(said.done),
    version: 1,
    created_at_us: at_us,
    updated_at_us: at_us,
  };
}

function executionRow(said: ChildOf, child: ChildRow | undefined): ExecutionRow[] {
  if (child === undefined || said.filled === '0') return [];
  const id = uuidAt(child.created_at_us);
  return [
    {
      id,
      order_pk: child.order_pk,
      child_id: child.id,
      venue_id: child.venue_id,
      venue_execution_id: id,
      quantity: said.filled,
      price: '100',
      fee: '0',
      liquidity_flag: 'TAKE',
      latency_us: null,
      nbbo_bid: null,
      nbbo_ask: null,
      mid: said.mid ?? null,
      price_improvement_bps: null,
      quality: null,
      executed_at_us: child.created_at_us,
      created_at_us: child.created_at_us,
    },
  ];
}

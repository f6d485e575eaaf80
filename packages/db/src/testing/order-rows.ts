import { createHash } from 'node:crypto';
import { v7 as uuidV7 } from 'uuid';
import {
  type ChildRow,
  type DecisionRow,
  type ExecutionRow,
  NOTHING_LATER,
  NOTHING_TOLD,
  type OrderRow,
} from '../order-rows.ts';
import { DEFAULT_CLIENT_ID } from '../seed-catalogue.ts';

const NOW_US = Date.UTC(2026, 10, 20, 15) * 1_000;
const VENUES = ['XNAS', 'ARCX', 'BATS'];

/** What a test wants otherwise in an order. */
export type OrderChanges = Partial<OrderRow>;

/** A new, valid order of the default client. */
export function orderRow(changes: OrderChanges = {}): OrderRow {
  const id = changes.id ?? uuidV7();
  return {
    id,
    client_id: DEFAULT_CLIENT_ID,
    order_id: `order-${id}`,
    request_hash: sha256(id),
    instrument_id: 'AAPL',
    side: 'BUY',
    quantity: '300',
    order_type: 'LIMIT',
    limit_price: '190.25',
    stop_price: null,
    time_in_force: 'DAY',
    routing_objective: 'BEST_PRICE',
    routing_mode: 'SWEEP',
    sourcing: 'ANY',
    venue_preferences: [],
    exclude_venues: ['XNYS'],
    max_venue_split: null,
    account: 'ACC-1',
    customer_id: null,
    held: true,
    directed_venue: null,
    capacity: 'AGENCY',
    locate_id: null,
    tag: null,
    request_extras: null,
    simulated: false,
    route_only: false,
    classification: 'MARKETABLE_LIMIT',
    ...NOTHING_LATER,
    nbbo_bid: '190.24',
    nbbo_ask: '190.25',
    nbbo_state: 'NORMAL',
    odd_lot_bid: null,
    odd_lot_bid_size: null,
    odd_lot_ask: '190.245',
    odd_lot_ask_size: '30',
    reference_bid: '190.24',
    reference_ask: '190.25',
    arrival_mid: '190.245',
    released_at_us: null,
    state: 'ROUTING',
    reject_code: null,
    filled_quantity: '0',
    excess_quantity: '0',
    notional: '0',
    total_fees: '0',
    waves: 1,
    version: 1,
    created_at_us: NOW_US,
    updated_at_us: NOW_US,
    ...changes,
  };
}

/** The first decision of an order, with evidence of about this many bytes. */
export function decisionRow(order: OrderRow, evidenceBytes = 200): DecisionRow {
  const evidence = JSON.stringify({ order: order.order_id, filler: 'x'.repeat(evidenceBytes) });
  return {
    id: uuidV7({ msecs: order.created_at_us / 1_000 }),
    order_pk: order.id,
    client_id: order.client_id,
    instrument_id: order.instrument_id,
    wave: 1,
    objective: order.routing_objective,
    mode: order.routing_mode,
    routed_quantity: order.quantity,
    unallocated_quantity: '0',
    venue_ids: VENUES,
    expected_cost_bps: '0.263',
    expected_fill_rate: '0.98',
    expected_time_ms: 1.5,
    confidence: '0.9',
    rationale: 'cheapest all-in first',
    evidence,
    decision_hash: sha256(evidence),
    engine_version: '1',
    rules_version: '1',
    model_version: '1',
    routing_time_us: 8.5,
    created_at_us: order.created_at_us,
  };
}

/** The children of a decision: a hundred on each of three venues. */
export function childRows(decision: DecisionRow): ChildRow[] {
  return VENUES.map((venueId, index) => ({
    id: uuidV7(),
    order_pk: decision.order_pk,
    decision_id: decision.id,
    wave: decision.wave,
    venue_id: venueId,
    quantity: '100',
    limit_price: '190.25',
    order_kind: 'ISO',
    expected_price: '190.25',
    expected_fee: '0.3',
    priority: index + 1,
    state: 'INTENDED',
    reject_code: null,
    filled_quantity: '0',
    sent_at_us: null,
    acked_at_us: null,
    venue_epoch: null,
    venue_order_id: null,
    done_at_us: null,
    version: 1,
    created_at_us: decision.created_at_us,
    updated_at_us: decision.created_at_us,
  }));
}

/** A taking fill of a child, of the moment at which the child was made. */
export function fillRow(
  child: ChildRow | undefined,
  facts: Pick<ExecutionRow, 'quantity' | 'price' | 'fee'>,
): ExecutionRow {
  if (child === undefined) throw new Error('a child expected');
  const id = uuidV7();
  return {
    id,
    order_pk: child.order_pk,
    child_id: child.id,
    venue_id: child.venue_id,
    venue_execution_id: `fill-${id}`,
    ...facts,
    ...NOTHING_TOLD,
    liquidity_flag: 'TAKE',
    latency_us: null,
    nbbo_bid: null,
    nbbo_ask: null,
    mid: null,
    price_improvement_bps: null,
    quality: null,
    marks: [],
    executed_at_us: child.created_at_us,
    created_at_us: child.created_at_us,
  };
}

/** The rows of a new order: its decision and three intended children. */
export function rowsOfOrder(changes: OrderChanges = {}) {
  const order = orderRow(changes);
  const decision = decisionRow(order);
  return { orders: [order] as const, decisions: [decision] as const, children: childRows(decision) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

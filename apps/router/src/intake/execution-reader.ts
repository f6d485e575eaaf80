import type { RoutingExecutionStatus, WaveCost } from '@fairlead/contracts/smart-routing';
import { isoTime } from '@fairlead/contracts/wire-value';
import { expectedCostBps, realisedCostBps } from '@fairlead/core/analytics/transaction-cost';
import type { ChildRow, ExecutionRow, OrderRow } from '@fairlead/db/order-rows';
import { traderOf } from '@fairlead/db/record/request-extras';
import type { MarkoutRepository, StoredMarkout } from '@fairlead/db/repositories/markout-repository';
import type { WaveRow, WaveSums } from '@fairlead/db/repositories/order-parts';
import type { OrderRepository, OrderWalk } from '@fairlead/db/repositories/order-repository';

/** Reads where an order of a client stands. */
export interface ExecutionReader {
  read(clientId: string, orderId: string): Promise<RoutingExecutionStatus | null>;
}

/** What is durable of orders, and where the mid was after their executions. */
export interface ExecutionStores {
  readonly orders: Pick<OrderRepository, 'findByClientId' | 'findWalk'>;
  readonly markouts: Pick<MarkoutRepository, 'of'>;
}

/** Reads it from what is durable. */
export class StoredExecutionReader implements ExecutionReader {
  readonly #stores: ExecutionStores;

  constructor(stores: ExecutionStores) {
    this.#stores = stores;
  }

  async read(clientId: string, orderId: string): Promise<RoutingExecutionStatus | null> {
    const { orders, markouts } = this.#stores;
    const order = await orders.findByClientId(clientId, orderId);
    const walk = order === null ? null : await orders.findWalk(order.id, clientId);
    return walk === null ? null : statusOf(walk, await markouts.of(walk.executions.map(({ id }) => id)));
  }
}

const ENDED = new Set<ChildRow['state']>(['FILLED', 'CANCELED', 'REJECTED', 'EXPIRED']);

/** Ratios here are for reading, so doubles will do; quantities and prices are the stored decimals. */
function statusOf(walk: OrderWalk, markouts: readonly StoredMarkout[]): RoutingExecutionStatus {
  const { order, decisions, children, executions } = walk;
  const filled = Number(order.filled_quantity);
  const working = children
    .filter((child) => !ENDED.has(child.state))
    .reduce((sum, child) => sum + Number(child.quantity) - Number(child.filled_quantity), 0);
  return {
    order_id: order.order_id,
    instrument_id: order.instrument_id,
    side: order.side,
    state: order.state,
    reject_code: order.reject_code,
    trader_id: traderOf(order.request_extras),
    route_only: order.route_only,
    quantity: Number(order.quantity),
    filled_quantity: filled,
    excess_quantity: Number(order.excess_quantity),
    working_quantity: working,
    average_price: filled === 0 ? null : Number(order.notional) / filled,
    arrival_mid: numberOrNull(order.arrival_mid),
    ...costsOf(walk),
    total_fees: order.total_fees,
    waves: order.waves,
    decision_ids: decisions.map((decision) => decision.id),
    wave_costs: decisions.map((decision) => waveCostOf(decision, order)),
    children: children.map(childView),
    fills: executions.map((each) => fillView(each, markouts)),
    position: order.last_position,
    created_at: isoTime(order.created_at_us),
    updated_at: isoTime(order.updated_at_us),
  };
}

/** What was expected over the waves, and what the fills have cost: both of the whole order. */
function costsOf({ order, decisions, children }: OrderWalk) {
  const waves = decisions.map((decision) => {
    const sent = children.filter((child) => child.decision_id === decision.id);
    return {
      expectedCostBps: numberOrNull(decision.expected_cost_bps),
      placed: sent.reduce((sum, child) => sum + Number(child.quantity), 0),
      filled: Number(decision.filled_quantity),
    };
  });
  return {
    expected_cost_bps: expectedCostBps(waves) ?? waves[0]?.expectedCostBps ?? null,
    realised_cost_bps: realisedOf(order, order),
  };
}

/** What was expected of a wave beside what its fills have cost. */
export function waveCostOf(decision: WaveRow, order: Pick<OrderRow, 'side' | 'arrival_mid'>): WaveCost {
  return {
    decision_id: decision.id,
    wave: decision.wave,
    filled_quantity: Number(decision.filled_quantity),
    expected_cost_bps: numberOrNull(decision.expected_cost_bps),
    realised_cost_bps: realisedOf(order, decision),
  };
}

/** Of the sums over some of the order's fills, or all. */
function realisedOf({ side, arrival_mid }: Pick<OrderRow, 'side' | 'arrival_mid'>, sums: WaveSums): number | null {
  return realisedCostBps({
    side,
    filled: Number(sums.filled_quantity),
    notional: Number(sums.notional),
    fees: Number(sums.total_fees),
    arrivalMid: numberOrNull(arrival_mid),
  });
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}

function childView(child: ChildRow): RoutingExecutionStatus['children'][number] {
  return {
    child_id: child.id,
    decision_id: child.decision_id,
    wave: child.wave,
    venue_id: child.venue_id,
    quantity: Number(child.quantity),
    filled_quantity: Number(child.filled_quantity),
    limit_price: Number(child.limit_price),
    order_kind: child.order_kind,
    state: child.state,
    reject_code: child.reject_code,
  };
}

function fillView(
  execution: ExecutionRow,
  markouts: readonly StoredMarkout[],
): RoutingExecutionStatus['fills'][number] {
  const own = markouts.filter(({ executionId }) => executionId === execution.id);
  return {
    execution_id: execution.id,
    child_id: execution.child_id ?? '',
    venue_id: execution.venue_id,
    quantity: Number(execution.quantity),
    price: Number(execution.price),
    fee: execution.fee,
    fee_source: execution.fee_source,
    venue_fee: venueFeeOf(execution),
    liquidity_flag: execution.liquidity_flag,
    flag_assumed: execution.flag_assumed,
    last_market: execution.last_market,
    venue_time: execution.venue_time_us === null ? null : isoTime(execution.venue_time_us),
    latency_ms: execution.latency_us === null ? null : execution.latency_us / 1_000,
    price_improvement_bps: execution.price_improvement_bps === null ? null : Number(execution.price_improvement_bps),
    quality: execution.quality,
    marks: [...execution.marks],
    markouts: own.map(({ horizon, mid, bps }) => ({ horizon, mid: Number(mid), bps: numberOrNull(bps) })),
    executed_at: isoTime(execution.executed_at_us),
  };
}

function venueFeeOf({ venue_fee: amount, venue_fee_currency: currency }: ExecutionRow) {
  return amount === null || currency === null ? null : { amount, currency };
}

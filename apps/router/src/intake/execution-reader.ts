import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import { expectedCostBps, realisedCostBps } from '@fairlead/core/analytics/transaction-cost';
import type { ChildRow, ExecutionRow } from '@fairlead/db/journal-rows';
import type { OrderRepository, OrderWalk } from '@fairlead/db/repositories/order-repository';
import { isoTime } from '../publish/wire.ts';
import type { Principal } from './access.ts';

/** Reads where an order stands, as far as the asker may see it. */
export interface ExecutionReader {
  read(principal: Principal, orderId: string): Promise<RoutingExecutionStatus | null>;
}

/** Reads it from what is durable. */
export class StoredExecutionReader implements ExecutionReader {
  readonly #orders: Pick<OrderRepository, 'findByClientId' | 'findWalk'>;

  constructor(orders: Pick<OrderRepository, 'findByClientId' | 'findWalk'>) {
    this.#orders = orders;
  }

  async read({ clientId }: Principal, orderId: string): Promise<RoutingExecutionStatus | null> {
    const order = await this.#orders.findByClientId(clientId, orderId);
    const walk = order === null ? null : await this.#orders.findWalk(order.id, clientId);
    return walk === null ? null : statusOf(walk);
  }
}

const ENDED = new Set<ChildRow['state']>(['FILLED', 'CANCELED', 'REJECTED', 'EXPIRED']);

/** Ratios here are for reading, so doubles will do; quantities and prices are the stored decimals. */
function statusOf(walk: OrderWalk): RoutingExecutionStatus {
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
    route_only: order.route_only,
    quantity: Number(order.quantity),
    filled_quantity: filled,
    working_quantity: working,
    average_price: filled === 0 ? null : Number(order.notional) / filled,
    arrival_mid: order.arrival_mid === null ? null : Number(order.arrival_mid),
    ...costsOf(walk),
    total_fees: order.total_fees,
    waves: order.waves,
    decision_ids: decisions.map((decision) => decision.id),
    children: children.map(childView),
    fills: executions.map(fillView),
    created_at: isoTime(order.created_at_us),
    updated_at: isoTime(order.updated_at_us),
  };
}

/** What was expected over the waves, and what the fills have cost: both of the whole order. */
function costsOf({ order, decisions, children }: OrderWalk) {
  const waves = decisions.map(({ id, expected_cost_bps: bps }) => {
    const sent = children.filter((child) => child.decision_id === id);
    return {
      expectedCostBps: bps === null ? null : Number(bps),
      placed: sent.reduce((sum, child) => sum + Number(child.quantity), 0),
      filled: sent.reduce((sum, child) => sum + Number(child.filled_quantity), 0),
    };
  });
  return {
    expected_cost_bps: expectedCostBps(waves) ?? waves[0]?.expectedCostBps ?? null,
    realised_cost_bps: realisedCostBps({
      side: order.side,
      filled: Number(order.filled_quantity),
      notional: Number(order.notional),
      fees: Number(order.total_fees),
      arrivalMid: order.arrival_mid === null ? null : Number(order.arrival_mid),
    }),
  };
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

function fillView(execution: ExecutionRow): RoutingExecutionStatus['fills'][number] {
  return {
    execution_id: execution.id,
    child_id: execution.child_id ?? '',
    venue_id: execution.venue_id,
    quantity: Number(execution.quantity),
    price: Number(execution.price),
    fee: execution.fee,
    liquidity_flag: execution.liquidity_flag,
    latency_ms: execution.latency_us === null ? null : execution.latency_us / 1_000,
    price_improvement_bps: execution.price_improvement_bps === null ? null : Number(execution.price_improvement_bps),
    quality: execution.quality,
    executed_at: isoTime(execution.executed_at_us),
  };
}

import { waitsFor } from '@fairlead/contracts/enums';
import { realisedCostBps } from '@fairlead/core/analytics/transaction-cost';
import type { ChildRow, ExecutionRow as StoredExecution } from '@fairlead/db/order-rows';
import type { ToldEvent } from '@fairlead/db/record/told-events';
import type { StoredMarkout } from '@fairlead/db/repositories/markout-repository';
import type { WaveRow, WaveSums } from '@fairlead/db/repositories/order-parts';
import type { OrderView as StoredOrder, WalkWave } from '@fairlead/db/repositories/order-repository';
import { z } from 'zod';
import type { DecisionRow } from '@/rows/decision-row';
import type { ChildDetail, FillDetail, OrderDetail, WaveDetail } from '@/rows/order-detail';
import type { OrderRow } from '@/rows/order-row';

const ms = (us: number): number => us / 1_000;
const msOrNull = (us: number | null): number | null => (us === null ? null : us / 1_000);
const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

/** Of the sums over one wave of an order, or over all of it. */
export function realisedOf({ side, arrival_mid }: StoredOrder, sums: WaveSums): number | null {
  return realisedCostBps({
    side,
    filled: Number(sums.filled_quantity),
    notional: Number(sums.notional),
    fees: Number(sums.total_fees),
    arrivalMid: numberOrNull(arrival_mid),
  });
}

/** A stored decision as a row of a list; its children are where its slices are. */
export function decisionRowOf(
  decision: WaveRow,
  order: StoredOrder,
  children: readonly Pick<ChildRow, 'venue_id' | 'quantity' | 'order_kind' | 'priority'>[],
): DecisionRow {
  const slices = [...children].sort((a, b) => a.priority - b.priority);
  return {
    decision_id: decision.id,
    order_pk: decision.order_pk,
    order_id: order.order_id,
    client_id: decision.client_id,
    instrument_id: decision.instrument_id,
    side: order.side,
    order_type: order.order_type,
    quantity: Number(decision.routed_quantity),
    objective: decision.objective,
    mode: decision.mode,
    wave: decision.wave,
    slices: slices.map(({ venue_id, quantity, order_kind }) => ({ venue_id, quantity: Number(quantity), order_kind })),
    unallocated_quantity: Number(decision.unallocated_quantity),
    expected_cost_bps: numberOrNull(decision.expected_cost_bps),
    realised_cost_bps: realisedOf(order, decision),
    order_state: order.state,
    routing_time_us: decision.routing_time_us,
    simulated: order.simulated,
    at_ms: ms(decision.created_at_us),
  };
}

export function orderRowOf(order: StoredOrder): OrderRow {
  const filled = Number(order.filled_quantity);
  return {
    order_pk: order.id,
    order_id: order.order_id,
    client_id: order.client_id,
    instrument_id: order.instrument_id,
    side: order.side,
    order_type: order.order_type,
    objective: order.routing_objective,
    state: order.state,
    quantity: Number(order.quantity),
    filled_quantity: filled,
    limit_price: numberOrNull(order.limit_price),
    average_price: filled === 0 ? null : Number(order.notional) / filled,
    realised_cost_bps: realisedOf(order, order),
    waves: order.waves,
    reject_code: order.reject_code,
    simulated: order.simulated,
    route_only: order.route_only,
    at_ms: ms(order.created_at_us),
  };
}

/** The head of an order's page. */
export function orderHeadOf(order: StoredOrder): OrderDetail['order'] {
  return {
    ...orderRowOf(order),
    mode: order.routing_mode,
    sourcing: order.sourcing,
    time_in_force: order.time_in_force,
    held: order.held,
    account: order.account,
    account_erased: order.account_erased,
    tag: order.tag,
    arrival_bid: numberOrNull(order.nbbo_bid),
    arrival_ask: numberOrNull(order.nbbo_ask),
    arrival_state: order.nbbo_state,
    arrival_mid: numberOrNull(order.arrival_mid),
    odd_lot_bid: numberOrNull(order.odd_lot_bid),
    odd_lot_bid_size: numberOrNull(order.odd_lot_bid_size),
    odd_lot_ask: numberOrNull(order.odd_lot_ask),
    odd_lot_ask_size: numberOrNull(order.odd_lot_ask_size),
    total_fees: Number(order.total_fees),
    excess_quantity: Number(order.excess_quantity),
    updated_at_ms: ms(order.updated_at_us),
    stop_price: numberOrNull(order.stop_price),
    released_at_ms: msOrNull(order.released_at_us),
  };
}

/** What the order was held for, by the event that says so. */
export function heldForOf(events: readonly Pick<ToldEvent, 'event_type' | 'payload'>[]): OrderDetail['held_for'] {
  const held = events.find((event) => event.event_type === 'ORDER_HELD');
  return held === undefined ? null : heldFacts.parse(JSON.parse(held.payload)).waits_for;
}

const heldFacts = z.object({ waits_for: waitsFor });

export function waveOf(decision: WalkWave, order: StoredOrder): WaveDetail {
  return {
    decision_id: decision.id,
    wave: decision.wave,
    routed_quantity: Number(decision.routed_quantity),
    unallocated_quantity: Number(decision.unallocated_quantity),
    filled_quantity: Number(decision.filled_quantity),
    venue_ids: [...decision.venue_ids],
    expected_cost_bps: numberOrNull(decision.expected_cost_bps),
    realised_cost_bps: realisedOf(order, decision),
    expected_fill_rate: numberOrNull(decision.expected_fill_rate),
    routing_time_us: decision.routing_time_us,
    rationale: decision.rationale,
    at_ms: ms(decision.created_at_us),
  };
}

export function childOf(child: ChildRow): ChildDetail {
  return {
    child_id: child.id,
    decision_id: child.decision_id,
    wave: child.wave,
    venue_id: child.venue_id,
    quantity: Number(child.quantity),
    filled_quantity: Number(child.filled_quantity),
    limit_price: numberOrNull(child.limit_price),
    order_kind: child.order_kind,
    state: child.state,
    reject_code: child.reject_code,
    created_at_ms: ms(child.created_at_us),
    sent_at_ms: msOrNull(child.sent_at_us),
    acked_at_ms: msOrNull(child.acked_at_us),
    done_at_ms: msOrNull(child.done_at_us),
  };
}

/** A fill with those of the markouts that are its own. */
export function fillOf(fill: StoredExecution, markouts: readonly StoredMarkout[]): FillDetail {
  return {
    execution_id: fill.id,
    child_id: fill.child_id,
    venue_id: fill.venue_id,
    quantity: Number(fill.quantity),
    price: Number(fill.price),
    fee: Number(fill.fee),
    fee_source: fill.fee_source,
    venue_fee:
      fill.venue_fee === null || fill.venue_fee_currency === null
        ? null
        : { amount: fill.venue_fee, currency: fill.venue_fee_currency },
    liquidity_flag: fill.liquidity_flag,
    flag_assumed: fill.flag_assumed,
    last_market: fill.last_market,
    venue_time_ms: msOrNull(fill.venue_time_us),
    latency_ms: msOrNull(fill.latency_us),
    nbbo_bid: numberOrNull(fill.nbbo_bid),
    nbbo_ask: numberOrNull(fill.nbbo_ask),
    price_improvement_bps: numberOrNull(fill.price_improvement_bps),
    quality: fill.quality,
    marks: [...fill.marks],
    markouts: markouts
      .filter(({ executionId }) => executionId === fill.id)
      .map(({ horizon, bps }) => ({ horizon, bps: numberOrNull(bps) })),
    at_ms: ms(fill.executed_at_us),
  };
}

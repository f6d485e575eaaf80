import type { WaveCost } from '@fairlead/contracts/smart-routing';
import type { ExecutionUpdate, OrderUpdate, RoutingUpdate } from '@fairlead/contracts/stream';
import { wireNumber } from '@fairlead/contracts/wire-value';
import { expectedCostBps, realisedCostBps } from '@fairlead/core/analytics/transaction-cost';
import { doubleMid } from '@fairlead/core/market/nbbo';
import type { BookedExecution, OrderEvent } from '@fairlead/core/order-life/order-event';
import { averagePriceE8, childOf, type OrderLife, type WaveLife } from '@fairlead/core/order-life/order-life';
import { toldOrNull } from '@fairlead/core/routing/record/recorded-decision';
import { venueTypeOf } from '@fairlead/core/routing/record/venue-type';
import { nbboView } from '../publish/wire.ts';
import type { LiveOrder, OrderIdentity } from './live-order.ts';
import type { PlannedWave } from './wave.ts';

/** What the console shows of a decision as it happens. */
export function routingUpdate(
  { identity, life }: Pick<LiveOrder, 'identity' | 'life'>,
  { input, plan, decisionId, routingTimeUs }: PlannedWave,
): RoutingUpdate {
  const { instrument } = identity;
  const price = (value: number) => wireNumber(value, instrument.priceDecimals);
  const count = (value: number) => wireNumber(value, instrument.quantityDecimals);
  return {
    decision_id: decisionId,
    order_pk: identity.pk,
    order_id: identity.order.orderId,
    client_id: identity.clientId,
    instrument_id: instrument.instrumentId,
    side: identity.order.side,
    order_type: identity.order.orderType,
    quantity: count(input.quantity),
    limit_price: life.order.limitPrice === null ? null : price(life.order.limitPrice),
    routing_objective: identity.order.routingObjective,
    routing_mode: identity.order.routingMode,
    wave: input.wave,
    slices: plan.slices.map((slice) => ({
      venue_id: slice.venueId,
      venue_type: venueTypeOf(slice.venueId, input.view),
      quantity: count(slice.quantity),
      price: price(slice.limitPrice),
      order_kind: slice.kind,
    })),
    unallocated_quantity: count(plan.unallocated),
    expected_cost_bps: toldOrNull(plan.expected.costBps),
    routing_time_us: routingTimeUs,
    nbbo: nbboView(input.view.nbbo, instrument, input.view.takenAtUs),
    simulated: identity.simulated,
  };
}

/** Where an order stands. */
export function orderUpdate(identity: OrderIdentity, life: OrderLife): OrderUpdate {
  const count = (value: number) => wireNumber(value, identity.instrument.quantityDecimals);
  const average = averagePriceE8(life);
  return {
    order_pk: identity.pk,
    order_id: identity.order.orderId,
    client_id: identity.clientId,
    instrument_id: identity.instrument.instrumentId,
    side: identity.order.side,
    state: life.state,
    quantity: count(life.order.quantity),
    filled_quantity: count(life.filled),
    working_quantity: count(life.working),
    average_price: average === null ? null : wireNumber(average, 8),
    expected_cost_bps: expectedCostBps(life.waves) ?? life.waves[0]?.expectedCostBps ?? null,
    realised_cost_bps: realisedOf(identity, life, life),
    waves: life.waves.length,
    reject_code: life.code,
    simulated: identity.simulated,
    route_only: identity.routeOnly,
  };
}

/** The fills that a step has booked, as they stand after it, with what their waves have come to. What it has taken back again is not told. */
export function executionUpdates(
  identity: OrderIdentity,
  after: OrderLife,
  events: readonly OrderEvent[],
): ExecutionUpdate[] {
  return events.flatMap((event) => {
    if (event.type === 'EXECUTED_ELSEWHERE') return [executionUpdate(identity, event, null)];
    if (event.type !== 'FILL') return [];
    const child = childOf(after, event.childId);
    const execution = child?.executions.find((each) => each.id === event.execution.id);
    if (child === undefined || execution === undefined) return [];
    const latencyUs = child.sentAtUs === null ? null : event.atUs - child.sentAtUs;
    const filled = { venueId: child.venueId, execution, latencyUs };
    return [executionUpdate(identity, filled, waveCostOf(identity, after, child.decisionId))];
  });
}

function executionUpdate(
  { pk, clientId, order, instrument }: OrderIdentity,
  filled: { readonly venueId: string; readonly execution: BookedExecution; readonly latencyUs?: number | null },
  waveCost: WaveCost | null,
): ExecutionUpdate {
  const { venueId, execution, latencyUs = null } = filled;
  return {
    execution_id: execution.id,
    order_pk: pk,
    order_id: order.orderId,
    client_id: clientId,
    instrument_id: instrument.instrumentId,
    side: order.side,
    venue_id: venueId,
    quantity: wireNumber(execution.quantity, instrument.quantityDecimals),
    price: wireNumber(execution.price, instrument.priceDecimals),
    liquidity_flag: execution.liquidityFlag,
    latency_ms: latencyUs === null ? null : latencyUs / 1_000,
    wave_cost: waveCost,
  };
}

function waveCostOf(identity: OrderIdentity, life: OrderLife, decisionId: string): WaveCost | null {
  const wave = life.waves.find((each) => each.decisionId === decisionId);
  if (wave === undefined) return null;
  return {
    decision_id: wave.decisionId,
    wave: wave.wave,
    filled_quantity: wireNumber(wave.filled, identity.instrument.quantityDecimals),
    expected_cost_bps: wave.expectedCostBps,
    realised_cost_bps: realisedOf(identity, life, wave),
  };
}

/** Of the sums over some of the order's fills, or all. */
function realisedOf(
  { instrument, order }: OrderIdentity,
  { start }: OrderLife,
  sums: Pick<WaveLife, 'filled' | 'notionalE8' | 'feesE8'>,
): number | null {
  const double = doubleMid(start.nbbo);
  return realisedCostBps({
    side: order.side,
    filled: sums.filled / 10 ** instrument.quantityDecimals,
    notional: Number(sums.notionalE8) / 1e8,
    fees: Number(sums.feesE8) / 1e8,
    arrivalMid: double === null ? null : double / 2 / 10 ** instrument.priceDecimals,
  });
}

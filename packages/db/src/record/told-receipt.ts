import { formatScaled } from '@fairlead/core/money/scaled';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { Receipt } from '@fairlead/core/order-life/order-event';
import { type Decimals, toldArrival } from './told-market.ts';

/** What a receipt says, for people and programs: the terms that hold, and the request in the names of the wire. */
export function toldReceipt(receipt: Receipt, as: Decimals): object {
  const { order } = receipt;
  return {
    client_id: receipt.clientId,
    quantity: as.count(order.quantity),
    limit_price: as.price(order.limitPrice),
    worst_price: as.price(receipt.worstPrice),
    request_hash: receipt.requestHash,
    simulated: receipt.simulated,
    route_only: receipt.routeOnly,
    classification: receipt.classification,
    security_class: receipt.securityClass,
    nbbo: toldArrival(receipt.arrival, as),
    request: toldRequest(order, as),
  };
}

function toldRequest(order: ValidOrder, as: Decimals): object {
  return {
    order_id: order.orderId,
    instrument_id: order.instrumentId,
    side: order.side,
    quantity: as.count(order.quantity),
    order_type: order.orderType,
    limit_price: as.price(order.limitPrice),
    stop_price: as.price(order.stopPrice),
    time_in_force: order.timeInForce,
    routing_objective: order.routingObjective,
    routing_mode: order.routingMode,
    sourcing: order.sourcing,
    said: order.said,
    venue_preferences: order.venuePreferences,
    exclude_venues: order.excludeVenues,
    max_venue_split: order.maxVenueSplit,
    account: order.account,
    customer_id: order.customerId,
    trader_id: order.traderId,
    held: order.held,
    directed_venue: order.directedVenue,
    capacity: order.capacity,
    locate_id: order.locateId,
    tag: order.tag,
    urgency: order.urgency,
    manual_allocations: order.manualAllocations.map((part) => ({
      venue_id: part.venueId,
      quantity: as.count(part.quantity),
    })),
    constraints: toldConstraints(order.constraints),
  };
}

function toldConstraints(constraints: ValidOrder['constraints']): object | null {
  if (constraints === null) return null;
  const { maxFeeE8, minFillRate, maxLatencyMs, maxImpactBps } = constraints;
  return {
    max_fee: maxFeeE8 === null ? null : formatScaled(maxFeeE8, 8),
    min_fill_rate: minFillRate,
    max_latency_ms: maxLatencyMs,
    max_impact_bps: maxImpactBps,
  };
}

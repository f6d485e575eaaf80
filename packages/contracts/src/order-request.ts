import { DEFAULT_WISHES, type OrderRequest, type Wish } from '@fairlead/core/order/request';
import type { SmartRoutingRequest } from './smart-routing-request.ts';

/** The checked request; absent fields become null, and so do constraints that bound nothing, so that equal requests are equal. */
export function toOrderRequest(body: SmartRoutingRequest): OrderRequest {
  return {
    orderId: body.order_id,
    instrumentId: body.instrument_id,
    side: body.side,
    quantity: body.quantity,
    orderType: body.order_type,
    limitPrice: body.limit_price ?? null,
    stopPrice: body.stop_price ?? null,
    timeInForce: body.time_in_force,
    routingObjective: body.routing_objective ?? DEFAULT_WISHES.objective,
    routingMode: body.routing_mode ?? DEFAULT_WISHES.mode,
    sourcing: body.sourcing ?? DEFAULT_WISHES.sourcing,
    said: saidBy(body),
    venuePreferences: body.venue_preferences,
    excludeVenues: body.exclude_venues,
    maxVenueSplit: body.max_venue_split ?? null,
    account: body.account ?? null,
    customerId: body.customer_id ?? null,
    traderId: body.trader_id ?? null,
    held: body.held,
    directedVenue: body.directed_venue ?? null,
    capacity: body.capacity,
    locateId: body.locate_id ?? null,
    tag: body.tag ?? null,
    urgency: body.urgency ?? null,
    constraints: constraintsOf(body),
    manualAllocations: body.manual_allocations.map((each) => ({ venueId: each.venue_id, quantity: each.quantity })),
  };
}

function constraintsOf({ constraints }: SmartRoutingRequest): OrderRequest['constraints'] {
  const read = {
    maxFee: constraints?.max_fee ?? null,
    minFillRate: constraints?.min_fill_rate ?? null,
    maxLatencyMs: constraints?.max_latency_ms ?? null,
    maxImpactBps: constraints?.max_impact_bps ?? null,
  };
  return Object.values(read).every((bound) => bound === null) ? null : read;
}

function saidBy(body: SmartRoutingRequest): Wish[] {
  const said: Wish[] = [];
  if (body.routing_objective != null) said.push('objective');
  if (body.routing_mode != null) said.push('mode');
  if (body.sourcing != null) said.push('sourcing');
  return said;
}

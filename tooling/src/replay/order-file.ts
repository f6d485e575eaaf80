import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type SmartRoutingRequest, smartRoutingRequest } from '@fairlead/contracts/smart-routing';
import { DEFAULT_WISHES, type OrderRequest } from '@fairlead/core/order/request';
import { Refusal } from '../refusal.ts';
import type { TimedOrder } from './timed-order.ts';

const DAY_MS = 86_400_000;

/**
 * Reads orders, one JSON object a line: the fields of `POST …/orders` and `time_ms`, milliseconds since midnight New York. Returns them by
 * time, equal times in file order. Refuses a line that is no such object, by its number.
 */
export function readOrderFile(path: string, midnightUs: number): TimedOrder[] {
  const orders: TimedOrder[] = [];
  for (const [index, line] of textOf(path).split('\n').entries()) {
    if (line.trim() !== '') orders.push(orderOf(line, { where: `${path}:${index + 1}`, midnightUs }));
  }
  return orders.sort((a, b) => a.atUs - b.atUs);
}

function orderOf(line: string, at: { where: string; midnightUs: number }): TimedOrder {
  const value = objectIn(line, at.where);
  const { time_ms: timeMs, ...body } = value;
  if (typeof timeMs !== 'number' || !Number.isInteger(timeMs) || timeMs < 0 || timeMs >= DAY_MS)
    throw new Refusal(`${at.where} time_ms must be whole milliseconds since midnight, 0 to ${DAY_MS - 1}`);
  const parsed = smartRoutingRequest.safeParse(body);
  if (parsed.success) return { atUs: at.midnightUs + timeMs * 1_000, request: toOrderRequest(parsed.data) };
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new Refusal(`${at.where} ${path === '' ? '' : `${path}: `}${issue?.message ?? 'is not an order'}`);
}

function objectIn(line: string, where: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    throw new Refusal(`${where} is not JSON`);
  }
  throw new Refusal(`${where} is not a JSON object`);
}

function toOrderRequest(body: SmartRoutingRequest): OrderRequest {
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
    said: [],
    venuePreferences: body.venue_preferences,
    excludeVenues: body.exclude_venues,
    maxVenueSplit: body.max_venue_split ?? null,
    account: body.account ?? null,
    customerId: body.customer_id ?? null,
    held: body.held,
    directedVenue: body.directed_venue ?? null,
    capacity: body.capacity,
    locateId: body.locate_id ?? null,
    tag: body.tag ?? null,
    urgency: body.urgency ?? null,
    constraints:
      body.constraints == null
        ? null
        : {
            maxFee: body.constraints.max_fee ?? null,
            minFillRate: body.constraints.min_fill_rate ?? null,
            maxLatencyMs: body.constraints.max_latency_ms ?? null,
            maxImpactBps: body.constraints.max_impact_bps ?? null,
          },
    manualAllocations: body.manual_allocations.map((each) => ({ venueId: each.venue_id, quantity: each.quantity })),
  };
}

/** The whole text of a plain or gzipped file; refuses one that is missing or not what its name says. */
function textOf(path: string): string {
  if (!existsSync(path)) throw new Refusal(`there is no file ${path}`);
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

import { z } from 'zod';
import {
  circuitState,
  liquidityFlag,
  orderKind,
  orderState,
  orderType,
  routingMode,
  routingObjective,
  side,
  venueStatus,
  venueType,
} from './enums.ts';
import { nbboView } from './smart-routing.ts';

/** A decision as it happens, for the Live screen. Costs in basis points of the arrival mid, negative is better than mid. */
export const routingUpdate = z.object({
  decision_id: z.string(),
  order_pk: z.string(),
  order_id: z.string(),
  client_id: z.string(),
  instrument_id: z.string(),
  side,
  order_type: orderType,
  quantity: z.number(),
  limit_price: z.number().nullable(),
  routing_objective: routingObjective,
  routing_mode: routingMode,
  wave: z.number(),
  slices: z.array(
    z.object({
      venue_id: z.string(),
      venue_type: venueType,
      quantity: z.number(),
      price: z.number(),
      order_kind: orderKind,
    }),
  ),
  unallocated_quantity: z.number(),
  expected_cost_bps: z.number(),
  routing_time_us: z.number(),
  nbbo: nbboView,
  simulated: z.boolean(),
});
export type RoutingUpdate = z.infer<typeof routingUpdate>;

export const orderUpdate = z.object({
  order_pk: z.string(),
  order_id: z.string(),
  client_id: z.string(),
  instrument_id: z.string(),
  side,
  state: orderState,
  quantity: z.number(),
  filled_quantity: z.number(),
  working_quantity: z.number(),
  average_price: z.number().nullable(),
  expected_cost_bps: z.number().nullable(),
  realised_cost_bps: z.number().nullable(),
  reject_code: z.string().nullable(),
  simulated: z.boolean(),
});
export type OrderUpdate = z.infer<typeof orderUpdate>;

export const executionUpdate = z.object({
  execution_id: z.string(),
  order_pk: z.string(),
  order_id: z.string(),
  client_id: z.string(),
  instrument_id: z.string(),
  side,
  venue_id: z.string(),
  quantity: z.number(),
  price: z.number(),
  liquidity_flag: liquidityFlag,
  latency_ms: z.number().nullable(),
});
export type ExecutionUpdate = z.infer<typeof executionUpdate>;

export const venueUpdate = z.object({
  venue_id: z.string(),
  venue_type: venueType,
  status: venueStatus,
  connected: z.boolean(),
});
export const circuitUpdate = z.object({ venue_id: z.string(), state: circuitState, reason: z.string() });
export const alert = z.object({
  severity: z.enum(['INFO', 'WARNING', 'CRITICAL']),
  code: z.string(),
  message: z.string(),
  order_id: z.string().nullable(),
  venue_id: z.string().nullable(),
});
export const haltUpdate = z.object({
  scope: z.enum(['FIRM', 'CLIENT', 'VENUE', 'INSTRUMENT']),
  id: z.string().nullable(),
  halted: z.boolean(),
  reason: z.string(),
});

const base = { seq: z.number(), timestamp: z.string() };

/** One message of the stream. `seq` has no gap within the retained window and resumes with `?from_seq=`. */
export const streamMessage = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('ROUTING_UPDATE'), data: routingUpdate }),
  z.object({ ...base, type: z.literal('ORDER_UPDATE'), data: orderUpdate }),
  z.object({ ...base, type: z.literal('EXECUTION'), data: executionUpdate }),
  z.object({ ...base, type: z.literal('VENUE_UPDATE'), data: venueUpdate }),
  z.object({ ...base, type: z.literal('CIRCUIT_UPDATE'), data: circuitUpdate }),
  z.object({ ...base, type: z.literal('NBBO'), data: nbboView }),
  z.object({ ...base, type: z.literal('ALERT'), data: alert }),
  z.object({ ...base, type: z.literal('HALT'), data: haltUpdate }),
]);
export type StreamMessage = z.infer<typeof streamMessage>;
export type StreamTopic = StreamMessage['type'];

import { orderKind, orderState, orderType, routingMode, routingObjective, side } from '@fairlead/contracts/enums';
import type { StreamMessage } from '@fairlead/contracts/stream';
import { z } from 'zod';

/** A decision as lists show it, whether it comes from the stream or from the database. Costs in basis points of the arrival mid. */
export const decisionRow = z.object({
  decision_id: z.string(),
  order_pk: z.string(),
  order_id: z.string(),
  client_id: z.string(),
  instrument_id: z.string(),
  side,
  order_type: orderType,
  /** What this decision had to place, in units. */
  quantity: z.number(),
  objective: routingObjective,
  mode: routingMode,
  wave: z.number(),
  slices: z.array(z.object({ venue_id: z.string(), quantity: z.number(), order_kind: orderKind })),
  unallocated_quantity: z.number(),
  expected_cost_bps: z.number().nullable(),
  /** Of the fills of this wave alone; null before the first. */
  realised_cost_bps: z.number().nullable(),
  order_state: orderState.nullable(),
  routing_time_us: z.number(),
  simulated: z.boolean(),
  at_ms: z.number(),
});
export type DecisionRow = z.infer<typeof decisionRow>;

/** A decision of the stream as a row. */
export function rowOfRoutingUpdate(message: Extract<StreamMessage, { type: 'ROUTING_UPDATE' }>): DecisionRow {
  const { data } = message;
  return {
    decision_id: data.decision_id,
    order_pk: data.order_pk,
    order_id: data.order_id,
    client_id: data.client_id,
    instrument_id: data.instrument_id,
    side: data.side,
    order_type: data.order_type,
    quantity: data.quantity,
    objective: data.routing_objective,
    mode: data.routing_mode,
    wave: data.wave,
    slices: data.slices,
    unallocated_quantity: data.unallocated_quantity,
    expected_cost_bps: data.expected_cost_bps,
    realised_cost_bps: null,
    order_state: null,
    routing_time_us: data.routing_time_us,
    simulated: data.simulated,
    at_ms: Date.parse(message.timestamp),
  };
}

import {
  childState,
  executionQualityGrade,
  feeSource,
  fillMark,
  liquidityFlag,
  markoutHorizon,
  nbboState,
  orderKind,
  routingMode,
  sourcing,
  timeInForce,
  waitsFor,
} from '@fairlead/contracts/enums';
import { z } from 'zod';
import { orderRow } from './order-row';

/** A slice sent to one venue. Times in ms since 1970 with the microseconds as decimals. */
export const childDetail = z.object({
  child_id: z.string(),
  decision_id: z.string(),
  wave: z.number(),
  venue_id: z.string(),
  quantity: z.number(),
  filled_quantity: z.number(),
  limit_price: z.number().nullable(),
  order_kind: orderKind,
  state: childState,
  reject_code: z.string().nullable(),
  created_at_ms: z.number(),
  sent_at_ms: z.number().nullable(),
  acked_at_ms: z.number().nullable(),
  done_at_ms: z.number().nullable(),
});
export type ChildDetail = z.infer<typeof childDetail>;

/** One fill with the market that it met. */
export const fillDetail = z.object({
  execution_id: z.string(),
  child_id: z.string().nullable(),
  venue_id: z.string(),
  quantity: z.number(),
  price: z.number(),
  fee: z.number(),
  fee_source: feeSource,
  /** What the venue has charged, as it says; null where it does not. */
  venue_fee: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  liquidity_flag: liquidityFlag,
  flag_assumed: z.boolean(),
  last_market: z.string().nullable(),
  venue_time_ms: z.number().nullable(),
  latency_ms: z.number().nullable(),
  nbbo_bid: z.number().nullable(),
  nbbo_ask: z.number().nullable(),
  price_improvement_bps: z.number().nullable(),
  quality: executionQualityGrade.nullable(),
  /** What is remarkable about it; most often nothing. */
  marks: z.array(fillMark),
  /** How far the mid had moved against it after each horizon that is known, in basis points. */
  markouts: z.array(z.object({ horizon: markoutHorizon, bps: z.number().nullable() })),
  at_ms: z.number(),
});
export type FillDetail = z.infer<typeof fillDetail>;

/** A change of the order or of what rests of it: what is null is not said by an event of its kind. */
export const orderChange = z.object({
  seq: z.number(),
  event_type: z.enum(['ORDER_REPLACED', 'REPLANNED', 'CHILD_REPLACE_ASKED', 'CHILD_REPLACED', 'CHILD_REPLACE_REFUSED']),
  at_ms: z.number(),
  child_id: z.string().nullable(),
  /** The wave whose terms a child is to have. */
  wave: z.number().nullable(),
  quantity: z.number().nullable(),
  limit_price: z.number().nullable(),
  code: z.string().nullable(),
});
export type OrderChange = z.infer<typeof orderChange>;

/** One routing of the order: a wave. */
export const waveDetail = z.object({
  decision_id: z.string(),
  wave: z.number(),
  routed_quantity: z.number(),
  unallocated_quantity: z.number(),
  filled_quantity: z.number(),
  venue_ids: z.array(z.string()),
  expected_cost_bps: z.number().nullable(),
  /** Of the fills of this wave alone; null before the first. */
  realised_cost_bps: z.number().nullable(),
  expected_fill_rate: z.number().nullable(),
  routing_time_us: z.number(),
  /** Null where retention has dropped the record of it. */
  rationale: z.string().nullable(),
  at_ms: z.number(),
});
export type WaveDetail = z.infer<typeof waveDetail>;

/** An order with its whole walk. */
export const orderDetail = z.object({
  order: orderRow.extend({
    mode: routingMode,
    sourcing,
    time_in_force: timeInForce,
    held: z.boolean(),
    /** Null where the order names none, and where the name was erased. */
    account: z.string().nullable(),
    account_erased: z.boolean(),
    tag: z.string().nullable(),
    arrival_bid: z.number().nullable(),
    arrival_ask: z.number().nullable(),
    arrival_state: nbboState.nullable(),
    arrival_mid: z.number().nullable(),
    /** The best odd lots beside the best prices; null where there was none at a better price. */
    odd_lot_bid: z.number().nullable(),
    odd_lot_bid_size: z.number().nullable(),
    odd_lot_ask: z.number().nullable(),
    odd_lot_ask_size: z.number().nullable(),
    total_fees: z.number(),
    /** Executed beyond the quantity. */
    excess_quantity: z.number(),
    updated_at_ms: z.number(),
    stop_price: z.number().nullable(),
    /** When an order that waited for its stop price or for the open went on; null for any other. */
    released_at_ms: z.number().nullable(),
  }),
  /** What an order that could not be decided at once was held for; null for one that could. */
  held_for: waitsFor.nullable(),
  waves: z.array(waveDetail),
  children: z.array(childDetail),
  fills: z.array(fillDetail),
  changes: z.array(orderChange),
  events: z.array(z.object({ seq: z.number(), event_type: z.string(), at_ms: z.number() })),
});
export type OrderDetail = z.infer<typeof orderDetail>;

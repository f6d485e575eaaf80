import { z } from 'zod';

const probability = z.number().min(0).max(1).default(1);
const durationMs = z.int().min(1).max(86_400_000).optional();

/** The faults that a venue can be given over the control port. Each lasts until it is replaced, or for `duration_ms`. */
export const fault = z.discriminatedUnion('kind', [
  /** Connections are cut now and logons refused. */
  z.strictObject({ kind: z.literal('disconnect'), duration_ms: durationMs }),
  /** Orders are executed but nothing is said, now or later; a status request afterwards tells the truth. */
  z.strictObject({ kind: z.literal('silence'), duration_ms: durationMs }),
  /** Every latency is multiplied. */
  z.strictObject({
    kind: z.literal('slow'),
    factor: z.number().min(1).max(10_000).default(10),
    duration_ms: durationMs,
  }),
  /** Every new order is refused through no fault of its own. */
  z.strictObject({ kind: z.literal('reject_all'), duration_ms: durationMs }),
  /** A fill is reported twice with one execution id. */
  z.strictObject({ kind: z.literal('duplicate_fill'), probability, duration_ms: durationMs }),
  /** After `canceled`, half of what was left is reported as filled all the same. */
  z.strictObject({
    kind: z.literal('late_fill_after_cancel'),
    probability,
    delay_us: z.int().min(0).max(60_000_000).default(5_000),
    duration_ms: durationMs,
  }),
  /** A cancel finds that its order has just been filled whole: the fill is reported, and the cancel is refused as too late. */
  z.strictObject({ kind: z.literal('fill_before_cancel'), probability, duration_ms: durationMs }),
  /** Each order report changes places with the next one. */
  z.strictObject({ kind: z.literal('out_of_order'), duration_ms: durationMs }),
  /** A fill is reported with twice its true quantity; status tells the truth. */
  z.strictObject({ kind: z.literal('wrong_quantity'), probability, duration_ms: durationMs }),
  /** `canceled` tells of half of what was left as executed, which it is not; status tells the truth. */
  z.strictObject({ kind: z.literal('wrong_canceled_quantity'), probability, duration_ms: durationMs }),
  /**
   * A message about an order gets lost, whoever sends it; what it told of is so all the same. `only` names which kinds do: a lost `fill` has
   * executed, a lost `new` never came, a lost `status` is the question or its answer.
   */
  z.strictObject({
    kind: z.literal('lost_message'),
    probability,
    only: z
      .array(z.enum(['new', 'cancel', 'status', 'ack', 'reject', 'fill', 'canceled', 'cancel_reject']))
      .min(1)
      .optional(),
    duration_ms: durationMs,
  }),
]);
export type Fault = z.infer<typeof fault>;
export type FaultKind = Fault['kind'];
export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;

/** The body of POST /faults: the venue's whole list of faults, replacing what was there; an empty list heals it. */
export const setFaults = z.strictObject({ venue_id: z.string().min(1).max(100), faults: z.array(fault).max(16) });

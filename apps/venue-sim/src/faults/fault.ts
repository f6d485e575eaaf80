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
  /** Each order report changes places with the next one. */
  z.strictObject({ kind: z.literal('out_of_order'), duration_ms: durationMs }),
  /** A fill is reported with twice its true quantity; status tells the truth. */
  z.strictObject({ kind: z.literal('wrong_quantity'), probability, duration_ms: durationMs }),
]);
export type Fault = z.infer<typeof fault>;
export type FaultKind = Fault['kind'];
export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;

/** The body of POST /faults: the venue's whole list of faults, replacing what was there; an empty list heals it. */
export const setFaults = z.strictObject({ venue_id: z.string().min(1).max(100), faults: z.array(fault).max(8) });

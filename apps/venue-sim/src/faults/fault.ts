import { z } from 'zod';

const probability = z.number().min(0).max(1).default(1);
const durationMs = z.int().min(1).max(86_400_000).optional();
const delayUs = z.int().min(0).max(60_000_000).default(5_000);

/** One kind of fault: what it does, in words for people, and what can be set of it. */
function kind<K extends string, S extends z.ZodRawShape>(name: K, does: string, settings: S) {
  return z.strictObject({ kind: z.literal(name), ...settings, duration_ms: durationMs }).describe(does);
}

/** The faults that a venue can be given over the control port. Each lasts until it is replaced, or for `duration_ms`. */
export const fault = z.discriminatedUnion('kind', [
  kind('disconnect', 'Connections are cut now and logons refused.', {}),
  kind('flapping', 'The session comes and goes: up for `up_ms`, then cut and refused for `down_ms`, again and again.', {
    up_ms: z.int().min(10).max(3_600_000).default(2_000),
    down_ms: z.int().min(10).max(3_600_000).default(500),
  }),
  kind(
    'silence',
    'Orders are executed but nothing is said, now or later; a status request afterwards tells the truth.',
    {},
  ),
  kind('slow', 'Every latency is multiplied by `factor`.', { factor: z.number().min(1).max(10_000).default(10) }),
  kind('reject_all', 'Every new order is refused through no fault of its own.', {}),
  kind('throttle', 'Beyond `orders_per_second` new orders are refused and `throttled` is said.', {
    orders_per_second: z.int().min(0).max(1_000_000).default(10),
    retry_after_ms: z.int().min(1).max(3_600_000).default(1_000),
  }),
  kind('outcome_unknown', 'The answer to a new order is `outcome_unknown`, taken or not; status tells the truth.', {
    probability,
  }),
  kind('duplicate_fill', 'A fill is reported twice with one execution id.', { probability }),
  kind('late_fill_after_cancel', 'After `canceled`, half of what was left is reported as filled all the same.', {
    probability,
    delay_us: delayUs,
  }),
  kind(
    'fill_before_cancel',
    'A cancel finds that its order has just been filled whole: the fill is reported, and the cancel refused as too late.',
    { probability },
  ),
  kind('out_of_order', 'Each order report changes places with the next one.', {}),
  kind('wrong_quantity', 'A fill is reported with twice its true quantity; status tells the truth.', { probability }),
  kind(
    'wrong_cumulative_quantity',
    'A fill tells of more as executed in all than was, by half of what is left; status tells the truth.',
    { probability },
  ),
  kind(
    'wrong_canceled_quantity',
    '`canceled` tells of half of what was left as executed, which it is not; status tells the truth.',
    { probability },
  ),
  kind(
    'lost_message',
    'A message about an order gets lost, whoever sends it; what it told of is so all the same. `only` names which do.',
    {
      probability,
      only: z
        .array(
          z.enum([
            ...(['new', 'cancel', 'replace', 'status', 'ack', 'reject', 'fill', 'canceled', 'cancel_reject'] as const),
            ...(['replaced', 'replace_rejected', 'trade_busted', 'trade_corrected', 'outcome_unknown'] as const),
          ]),
        )
        .min(1)
        .optional(),
    },
  ),
  kind(
    'bust_and_correct',
    'After an execution it is taken back, or corrected in its quantity or to the worst price that its order allows.',
    {
      probability,
      delay_us: delayUs,
      only: z
        .array(z.enum(['BUST', 'PRICE', 'QUANTITY']))
        .min(1)
        .optional(),
    },
  ),
  kind('trading_halt', 'The venue halts `instrument_ids`, or all: it says so, shows nothing and refuses orders.', {
    instrument_ids: z.array(z.string().min(1).max(50)).min(1).max(100).optional(),
  }),
  kind('clock_skew', 'The clock of the venue is off by `skew_ms` in all that it says; negative is behind.', {
    skew_ms: z.int().min(-86_400_000).max(86_400_000).default(2_000),
  }),
]);
export type Fault = z.infer<typeof fault>;
export type FaultKind = Fault['kind'];
export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;

const venueId = z.string().min(1).max(100);

/** The body of POST /faults: the venue's whole list of faults, replacing what was there; an empty list heals it. */
export const setFaults = z.strictObject({ venue_id: venueId, faults: z.array(fault).max(32) });
/** The body of POST /faults/on: this fault, in place of one of its kind. */
export const setFault = z.strictObject({ venue_id: venueId, fault });
/** The body of POST /faults/off: no fault of this kind any more. */
export const endFault = z.strictObject({ venue_id: venueId, kind: z.string().min(1).max(100) });

/** Every kind of fault: what it does, and which settings it takes besides its kind. */
export function faultKinds(): readonly { kind: FaultKind; does: string; settings: readonly string[] }[] {
  return fault.options.map((option) => ({
    kind: option.shape.kind.value,
    does: option.description ?? '',
    settings: Object.keys(option.shape).filter((name) => name !== 'kind'),
  }));
}

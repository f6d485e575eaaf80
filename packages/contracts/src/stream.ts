import { z } from 'zod';
import { integerInput } from './decimal.ts';
import {
  circuitCode,
  circuitState,
  haltScope,
  liquidityFlag,
  orderKind,
  orderState,
  orderType,
  routingMode,
  routingObjective,
  side,
  venueType,
} from './enums.ts';
import { listOf } from './query.ts';
import { nbboView, waveCost } from './smart-routing.ts';
import { smartRoutingRequest } from './smart-routing-request.ts';
import { shownStatus } from './venue-view.ts';

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
  expected_cost_bps: z.number().nullable().describe('Null where nothing is sent to take.'),
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
  expected_cost_bps: z
    .number()
    .nullable()
    .describe('Of the whole order so far, over its waves by what each has filled; both against the arrival mid.'),
  realised_cost_bps: z.number().nullable(),
  waves: z.number(),
  reject_code: z.string().nullable(),
  simulated: z.boolean(),
  route_only: z.boolean().describe('Decided here; its caller executes it.'),
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
  wave_cost: waveCost
    .nullable()
    .describe(
      'Of the wave that it belongs to, with this fill in it; null where the caller executes the decision itself.',
    ),
});
export type ExecutionUpdate = z.infer<typeof executionUpdate>;

export const venueUpdate = z.object({
  venue_id: z.string(),
  venue_type: venueType,
  connected: z.boolean(),
  ...shownStatus.shape,
});
/** A circuit that has changed: why, since when, and until when it lets nothing through; null where a person decides, and where it is not open. */
export const circuitUpdate = z.object({
  venue_id: z.string(),
  state: circuitState,
  code: circuitCode,
  reason: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  actor: z.string().nullable(),
});
export const alert = z.object({
  severity: z.enum(['INFO', 'WARNING', 'CRITICAL']),
  code: z.string(),
  message: z.string(),
  client_id: z
    .string()
    .nullable()
    .describe(`Whose order it is about, whose people are told too; null where it is the firm's alone.`),
  order_pk: z.string().nullable().describe('The order where the journal holds it, so that it can be read.'),
  order_id: z.string().nullable(),
  venue_id: z.string().nullable(),
});
/** A halt that is placed or released, and why. What its scope does not name is null. */
export const haltUpdate = z.object({
  halt_id: z.string(),
  scope: haltScope,
  client_id: z.string().nullable(),
  venue_id: z.string().nullable(),
  instrument_id: z.string().nullable(),
  halted: z.boolean(),
  reason: z.string(),
});

/** How the router stands when a reader comes: its first message. `seq` of it is the number before the first that follows. */
export const statusUpdate = z.object({
  oldest_seq: z.number().describe('The oldest message that is kept, and the one that is made next.'),
  next_seq: z.number(),
  ready: z.boolean(),
  checks: z
    .array(z.object({ name: z.string(), ready: z.boolean(), detail: z.string() }))
    .describe('What readiness depends on, as `/health/ready` has it, with the session among them.'),
  versions: z.object({ engine: z.string(), model: z.string(), rules: z.string() }),
});

/** Messages from `from_seq` up to the one before `oldest_seq` are not kept: what they told has to be asked for again. */
export const gap = z.object({ from_seq: z.number(), oldest_seq: z.number() });

const base = { seq: z.number(), timestamp: z.string() };

/**
 * One message of the stream. `seq` grows by one a message, over all readers and over restarts, so that `?from_seq=` resumes; STATUS and GAP
 * are this reader's own and stand before the message that follows them.
 */
export const streamMessage = z.discriminatedUnion('type', [
  z.object({ ...base, type: z.literal('STATUS'), data: statusUpdate }),
  z.object({ ...base, type: z.literal('GAP'), data: gap }),
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
/** What is published to everybody. */
export type StreamTopic = Exclude<StreamMessage['type'], 'STATUS' | 'GAP'>;

/** Whether people of a client may see a message: its own orders, what is alarming about them, its halts, and the news of market and venues. */
export function isForClient({ type, data }: Pick<StreamMessage, 'type' | 'data'>, clientId: string): boolean {
  if (type === 'ALERT') return 'client_id' in data && data.client_id === clientId;
  if ('scope' in data) return data.client_id === null || data.client_id === clientId;
  return !('client_id' in data) || data.client_id === clientId;
}

const topic = z.enum(streamMessage.options.map(({ shape }) => shape.type.value));
const seq = integerInput(0, Number.MAX_SAFE_INTEGER);

/** The sequence number that an EventSource says it saw last; a WebSocket gives it as header or as query. */
export const lastEventId = seq;

/** What a reader may ask of the stream; anything else is a misspelling. */
export const streamQuery = z.strictObject({
  topics: listOf(topic)
    .optional()
    .describe('Everything but the NBBO where none is named; STATUS and GAP come to everybody.'),
  instrument_id: listOf(z.string())
    .optional()
    .describe('Each leaves out the messages that are about another; those about none come.'),
  venue_id: listOf(z.string()).optional(),
  order_id: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat())
    .pipe(z.array(smartRoutingRequest.shape.order_id))
    .optional(),
  from_seq: seq.optional().describe('The first message to be given.'),
  last_event_id: seq.optional(),
});
export type StreamQuery = z.infer<typeof streamQuery>;

/** What the router says as it ends a stream: SSE `event: dropped`, WebSocket close reason. */
export const streamEnd = z.enum(['TOO_SLOW', 'ACCESS_ENDED', 'ROUTER_STOPS', 'NO_ANSWER', 'TALKS_TOO_MUCH', 'BROKEN']);
export type StreamEnd = z.infer<typeof streamEnd>;

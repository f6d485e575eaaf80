import { z } from 'zod';
import { decimalText } from './decimal.ts';
import { circuitState, feeSource, liquidityFlag, orderType, side, timeInForce, venueType } from './enums.ts';

/* What the world outside is told, topic by topic. docs/events.md says it in words, docs/events/*.schema.json hold these shapes for other languages. */

const MICROSECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const time = (what: string) => z.string().regex(MICROSECONDS).describe(`${what}; UTC with microseconds.`);
const eventId = z.uuid().describe('Of this message, the same whenever it is told: who has it drops the repeat.');
const timestamp = time('When it happened, by the clock of the router');
const orderId = z.string().describe('As its client named the order; unique for that client only.');
const account = z
  .string()
  .nullable()
  .describe('Of the client, by its name; by its pseudonym once the name is erased; null where the order names none.');
const quantity = decimalText.describe('In units of the instrument, an exact decimal.');
const price = decimalText.describe('Of one unit, in the currency of the instrument, an exact decimal.');
const simulated = z.boolean().describe('Made by the demo flow or a simulation, never of a customer.');
const routeOnly = z.boolean().describe('Decided here, executed by the client itself.');
const headed = { event_id: eventId, timestamp };

const routedPart = z.strictObject({
  venue_id: z.string(),
  venue_type: venueType,
  allocation_percentage: z.number().describe('The share of the quantity that was to be routed, from 0 to 1.'),
  quantity_allocated: z.number().describe('In units of the instrument.'),
  expected_fill_time_ms: z.int(),
  expected_cost: z.number().describe('Basis points of the arrival mid; negative is better than the mid.'),
  routing_priority: z.int().describe('1 is sent first.'),
});

const smartRoutingDecision = z.strictObject({
  ...headed,
  smart_routing_decision: z.strictObject({
    order_id: orderId,
    routing_decisions: z.array(routedPart).describe('Empty where nothing is sent.'),
    routing_rationale: z.string(),
    expected_execution_quality: z
      .strictObject({
        expected_fill_rate: z.number().nullable().describe('From 0 to 1.'),
        expected_cost: z.number().nullable().describe('Basis points of the arrival mid; negative is better.'),
        expected_time_ms: z.int().nullable(),
        routing_confidence: z.number().nullable().describe('From 0 to 1.'),
      })
      .describe('Its figures are null where nothing is sent to be executed at once.'),
    routing_time_ms: z.number(),
  }),
});

/** What an execution costs and when it was, in both messages that tell of one. */
const executed = {
  quantity: quantity.describe('As it stands now, or stood before it was taken back; in units of the instrument.'),
  price: price.describe('As it stands now, or stood before it was taken back; in `currency`.'),
  currency: z.string().nullable().describe('Of price and fee; null where the catalogue has no such instrument.'),
  fee: decimalText.describe('For the whole of it, in `currency`; negative is received.'),
  fee_source: feeSource.describe('As the venue has charged it, or by its schedule.'),
  executed_at: time('When the router or, of a `route_only` order, its client had the execution'),
  venue_time: time('When, by the clock of the venue; null where it did not say').nullable(),
  simulated,
  route_only: routeOnly,
};

const orderExecution = z.strictObject({
  ...headed,
  order_execution: z.strictObject({
    execution_id: z.uuid().describe('Of this TRADE, CORRECT or CANCEL: each has its own.'),
    exec_type: z.enum(['TRADE', 'CORRECT', 'CANCEL']).describe('Booked, changed, or taken back by its venue.'),
    ref_execution_id: z.uuid().nullable().describe('The TRADE that is changed or taken back; null in a TRADE.'),
    order_id: orderId,
    client_id: z.string(),
    account,
    instrument_id: z.string(),
    side,
    venue_id: z.string(),
    child_id: z.uuid().nullable().describe('The child order; null where the client executed it.'),
    decision_id: z.uuid().nullable().describe('The decision that it follows; null where none is known.'),
    ...executed,
    liquidity_flag: liquidityFlag,
    booked_at: time('When the TRADE, CORRECT or CANCEL was booked'),
  }),
});

const riskRejection = z.strictObject({
  ...headed,
  risk_rejection: z.strictObject({ order_id: orderId, code: z.string().describe('A code of docs/problems.md.') }),
});

const circuitChange = z.strictObject({
  ...headed,
  circuit_state: z.strictObject({
    venue_id: z.string(),
    previous_state: circuitState,
    state: circuitState,
    code: z.string().describe('Why, as a code.'),
    reason: z.string().describe('Why, in words.'),
    until: time('When the next probes go through; null where a person decides, and where it is not open').nullable(),
    actor: z.string().nullable().describe('Who has forced it; null where nobody has.'),
  }),
});

/** Whose order or trade it is, and in what, in the names of the surveillance intake. */
const surveyed = {
  order_id: orderId,
  user_id: z.string().describe('The client.'),
  account,
  customer_id: account.describe('The customer of the client, told as the account is.'),
  symbol: z.string().describe('The instrument_id.'),
};

const orderShape = {
  ...headed,
  ...surveyed,
  venue: z.string().nullable().describe('The venue that the client has directed it to; null where the router chooses.'),
  side,
  quantity: quantity.describe('Of the whole order as it is from now on, in units of the instrument.'),
  display_quantity: quantity
    .nullable()
    .describe('Null: a client does not show its order anywhere, its children are shown at venues.'),
  price: price.nullable().describe('The limit, in the currency of the instrument; null where it has none.'),
  order_type: orderType,
  time_in_force: timeInForce,
  reason: z.string().nullable().describe('Why it ended, as a code; null where it did not.'),
  simulated,
  route_only: routeOnly,
};
const orderMessage = <Type extends string>(type: Type) =>
  z.strictObject({ ...orderShape, event_type: z.literal(type) });

const tradeMessage = z.strictObject({
  ...headed,
  ...surveyed,
  event_type: z
    .enum(['TradeExecutedEvent', 'TradeCorrectedEvent', 'TradeCancelledEvent'])
    .describe('Booked, changed, or taken back by its venue.'),
  trade_id: z.uuid().describe('The execution_id of its order_execution.'),
  ref_trade_id: z.uuid().nullable().describe('The trade that is changed or taken back; null in a TradeExecutedEvent.'),
  venue: z.string(),
  side,
  buy_user_id: z.string().nullable().describe('The client where it bought; null where the other side is not known.'),
  sell_user_id: z.string().nullable().describe('The client where it sold; null where the other side is not known.'),
  aggressor_side: z.enum(['BUY', 'SELL']).nullable().describe('Who took; null where both met in the middle.'),
  ...executed,
});

const envelope = {
  position: z.int().describe('Of the entry of the journal that it is made of; an entry can make several.'),
  event_id: eventId,
  key: z.string().describe('Messages of one key come in order: the order_id, or the venue_id of a circuit.'),
  client_id: z
    .string()
    .nullable()
    .describe('Whose order it is about; null where it is about none, which every client is told.'),
  decision_id: z.uuid().nullable().describe('The decision that it tells or follows from; null where there is none.'),
  simulated,
};
const told = <Topic extends string, Payload extends z.ZodObject>(topic: Topic, payload: Payload) =>
  z.strictObject({ ...envelope, topic: z.literal(topic), payload });

/** One message, made of an entry of the journal. */
export const journalMessage = z.discriminatedUnion('topic', [
  told('smart_routing_decision', smartRoutingDecision),
  told('order_execution', orderExecution),
  told('risk_rejection', riskRejection),
  told('circuit_state', circuitChange),
  told('orders.created', orderMessage('OrderCreatedEvent')),
  told('orders.modified', orderMessage('OrderModifiedEvent')),
  told('orders.cancelled', orderMessage('OrderCancelledEvent')),
  told('trades.executed', tradeMessage),
]);
export type JournalMessage = z.infer<typeof journalMessage>;
export type MessageTopic = JournalMessage['topic'];
type Payloads = { [Told in JournalMessage as Told['topic']]: Told['payload'] };
/** What is told under a topic. */
export type PayloadOf<Topic extends MessageTopic> = Payloads[Topic];

import { createHash } from 'node:crypto';
import { isoTime, wireNumber } from '@fairlead/contracts/wire-value';
import { formatScaled } from '@fairlead/core/money/scaled';
import { sharesOf } from '@fairlead/core/money/shares';
import type { BookedExecution, OrderEvent } from '@fairlead/core/order-life/order-event';
import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { readBody } from './entry-body.ts';
import type { OrderHead } from './entry-content.ts';

export const MESSAGE_TOPICS = ['smart_routing_decision', 'order_execution', 'risk_rejection'] as const;
export type MessageTopic = (typeof MESSAGE_TOPICS)[number];

/** What the world outside is told of an entry. Messages of one key come in order, each at least once: who has an `event_id` drops the repeat. */
export interface Message {
  /** A UUID, the same whenever the entry is told. */
  readonly event_id: string;
  readonly topic: MessageTopic;
  /** The client's id of the order. */
  readonly key: string;
  readonly order_pk: string;
  readonly client_id: string;
  /** JSON text. */
  readonly payload: string;
  /** Microseconds since 1970. */
  readonly created_at_us: number;
  /** The entry, and the place of the message among those of it. */
  readonly shard: number;
  readonly position: number;
  readonly index: number;
}

/** The venue of a child that an earlier entry of the order has planned: what an entry does not say itself. */
type VenueOf = (childId: string) => string | undefined;

type Of<T extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: T }>;
/** One message without its entry. */
interface Said {
  readonly topic: MessageTopic;
  readonly atUs: number;
  readonly body: object;
}

/** The messages of an entry, in order. What belongs to no order, and what was taken over from before the journal, says nothing. */
export function messagesOf(entry: StoredEntry, planned: VenueOf): Message[] {
  const { orderPk, shard, position } = entry;
  if (orderPk === null) return [];
  const content = readBody(entry.body);
  if (content.kind !== 'EVENTS') return [];
  const { head, events } = content;
  return saidOf(events, head, planned).map(({ topic, atUs, body }, index) => {
    const eventId = messageId(entry.hash, index);
    return {
      event_id: eventId,
      topic,
      key: head.orderId,
      order_pk: orderPk,
      client_id: head.clientId,
      payload: JSON.stringify({ event_id: eventId, timestamp: isoTime(atUs), [topic]: body }),
      created_at_us: atUs,
      ...{ shard, position, index },
    };
  });
}

/** Decisions first, then executions, then a refusal. */
function saidOf(events: readonly OrderEvent[], head: OrderHead, planned: VenueOf): Said[] {
  const decisions = events.flatMap((event) => (event.type === 'WAVE_PLANNED' ? [decisionSaid(event, head)] : []));
  const executions = events.flatMap((event) => executionSaid(event, { head, events, planned }) ?? []);
  const refusals = events.flatMap((event) => (event.type === 'ORDER_REJECTED' ? [refusalSaid(event, head)] : []));
  return [...decisions, ...executions, ...refusals];
}

function decisionSaid(event: Of<'WAVE_PLANNED'>, { orderId, scale }: OrderHead): Said {
  const { slices, unallocatedQuantity, expected, rationale } = recordSummary(event.record);
  const shares = sharesOf([...slices.map(({ quantity }) => quantity), unallocatedQuantity]);
  const body = {
    order_id: orderId,
    decision_id: event.decisionId,
    routing_decisions: slices.map((slice, index) => ({
      venue_id: slice.venueId,
      venue_type: slice.venueType,
      allocation_percentage: shares[index] ?? 0,
      quantity_allocated: wireNumber(slice.quantity, scale.quantityDecimals),
      expected_fill_time_ms: Math.round(slice.expectedFillTimeMs),
      expected_cost: slice.expectedCostBps,
      routing_priority: slice.routingPriority,
    })),
    routing_rationale: rationale,
    expected_execution_quality: {
      expected_fill_rate: expected.fillRate,
      expected_cost: expected.costBps,
      expected_time_ms: expected.timeMs === null ? null : Math.round(expected.timeMs),
      routing_confidence: expected.confidence,
    },
    routing_time_ms: event.routingTimeUs / 1_000,
  };
  return { topic: 'smart_routing_decision', atUs: event.atUs, body };
}

interface Around {
  readonly head: OrderHead;
  readonly events: readonly OrderEvent[];
  readonly planned: VenueOf;
}

/** An execution as it stands at the end of the entry; null for another event, and where the entry takes it back again. */
function executionSaid(event: OrderEvent, { head, events, planned }: Around): Said | null {
  if (event.type === 'EXECUTED_ELSEWHERE') return executionOf(event, event.venueId, event.execution, head);
  if (event.type !== 'FILL') return null;
  const execution = atTheEnd(event, events.slice(events.indexOf(event) + 1));
  return execution === null ? null : executionOf(event, venueOf(event.childId, events, planned), execution, head);
}

function executionOf(event: OrderEvent, venueId: string, execution: BookedExecution, head: OrderHead): Said {
  const body = {
    order_id: head.orderId,
    execution_id: execution.id,
    venue_id: venueId,
    quantity: wireNumber(execution.quantity, head.scale.quantityDecimals),
    price: wireNumber(execution.price, head.scale.priceDecimals),
    fee: formatScaled(execution.feeE8, 8),
    fee_source: execution.told?.isFeeCharged === true ? 'VENUE' : 'SCHEDULE',
    liquidity_flag: execution.liquidityFlag,
  };
  return { topic: 'order_execution', atUs: event.atUs, body };
}

function atTheEnd({ childId, execution }: Of<'FILL'>, after: readonly OrderEvent[]): BookedExecution | null {
  let now: BookedExecution | null = execution;
  for (const event of after) {
    if (
      event.type === 'TRADE_BUSTED' &&
      event.bears?.executionId === execution.executionId &&
      event.childId === childId
    )
      now = now === null ? null : { ...now, feeE8: event.bears.feeE8 };
    if (!('executionId' in event) || event.childId !== childId || event.executionId !== execution.executionId) continue;
    if (event.type === 'TRADE_BUSTED') now = null;
    else if (now !== null) now = { ...now, quantity: event.quantity, price: event.price, feeE8: event.feeE8 };
  }
  return now;
}

function venueOf(childId: string, events: readonly OrderEvent[], planned: VenueOf): string {
  for (const event of events) {
    const child = event.type === 'WAVE_PLANNED' ? event.children.find(({ id }) => id === childId) : undefined;
    if (child !== undefined) return child.venueId;
  }
  const known = planned(childId);
  if (known === undefined) throw new Error(`the venue of child ${childId} is not known`);
  return known;
}

function refusalSaid(event: Of<'ORDER_REJECTED'>, { orderId }: OrderHead): Said {
  return { topic: 'risk_rejection', atUs: event.atUs, body: { order_id: orderId, code: event.code } };
}

/** A UUID of version 8 out of the hash of the entry, which no other entry has, and the place of the message. */
function messageId(entryHash: string, index: number): string {
  const hex = createHash('sha256').update(`${entryHash}|${index}`).digest('hex');
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

import { z } from 'zod';

/** What a router tells others of orders. */
export const messageTopic = z.enum(['smart_routing_decision', 'order_execution', 'risk_rejection']);

export const messagePayload = z.looseObject({ event_id: z.uuid(), timestamp: z.string() });

/** One message, made of an entry of the journal. Consumers drop repeats by `event_id`. */
export const journalMessage = z.object({
  /** Of the entry that it is made of; an entry can make several. */
  position: z.int(),
  event_id: z.uuid(),
  topic: messageTopic,
  /** Messages of one key come in order: the order_id. */
  key: z.string(),
  payload: messagePayload,
});

/** Messages in order, and how far the journal was read for them: the next `after`, also where nothing was to be told. */
export const messagesPage = z.object({ position: z.int(), events: z.array(journalMessage) });

/** From which position on, and how many entries at most are read. */
export const messagesQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

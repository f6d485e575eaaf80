import { type journalMessage, messagePayload, messagesPage, messagesQuery } from '@fairlead/contracts/events';
import { SHARD } from '@fairlead/db/journal/shard-lease';
import type { Message } from '@fairlead/db/record/messages';
import type { MessageRepository } from '@fairlead/db/repositories/message-repository';
import type { z } from 'zod';
import { principalOf } from '../guard.ts';
import type { Routes } from '../route-schema.ts';

/** What the events route works with. */
export interface EventRoutes {
  readonly messages: Pick<MessageRepository, 'messagesAfter'>;
}

/** GET events: what others are told of orders, out of the journal from a position on; the payload behind a notification. */
export const eventsRoute: Routes<EventRoutes> = async (app, { messages }) => {
  const schema = { querystring: messagesQuery, response: { 200: messagesPage } };
  app.get('/events', { onRequest: app.guard('events:read'), schema }, async (request) => {
    const { after, limit } = request.query;
    const { seesOnly } = principalOf(request);
    const page = await messages.messagesAfter({ shard: SHARD, position: after }, limit);
    const seen = page.messages.filter((message) => seesOnly === null || message.client_id === seesOnly);
    return { position: page.position, events: seen.map(viewOf) };
  });
};

function viewOf({ position, event_id, topic, key, payload }: Message): z.infer<typeof journalMessage> {
  return { position, event_id, topic, key, payload: messagePayload.parse(JSON.parse(payload)) };
}

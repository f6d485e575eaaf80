import { messagesPage, messagesQuery } from '@fairlead/contracts/events';
import { SHARD } from '@fairlead/db/journal/shard-lease';
import type { MessageRepository } from '@fairlead/db/repositories/message-repository';
import { principalOf } from '../guard.ts';
import type { Routes } from '../route-schema.ts';

/** What the events route works with. */
export interface EventRoutes {
  readonly messages: Pick<MessageRepository, 'messagesAfter'>;
}

/** GET events: what others are told of orders and circuits, out of the journal from a position on; the payload behind a notification.
 * A client is told of its own orders, and of what is about none. */
export const eventsRoute: Routes<EventRoutes> = async (app, { messages }) => {
  const schema = { querystring: messagesQuery, response: { 200: messagesPage } };
  app.get('/events', { onRequest: app.guard('events:read'), schema }, async (request) => {
    const { after, limit } = request.query;
    const { seesOnly } = principalOf(request);
    const page = await messages.messagesAfter({ shard: SHARD, position: after }, limit);
    const told = page.messages.map((message) => message.told);
    const events = told.filter(({ client_id }) => seesOnly === null || client_id === null || client_id === seesOnly);
    return { position: page.position, events };
  });
};

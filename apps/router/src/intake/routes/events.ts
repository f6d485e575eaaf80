import { messagesPage, messagesQuery } from '@fairlead/contracts/events';
import type { MessageReader } from '@fairlead/db/record/message-reader';
import { principalOf } from '../guard.ts';
import type { Routes } from '../route-schema.ts';

/** What the events route works with. */
export interface EventRoutes {
  readonly messages: Pick<MessageReader, 'messagesAfter'>;
}

/** GET events: what others are told of orders, out of the journal from a position on; the payload behind a notification. */
export const eventsRoute: Routes<EventRoutes> = async (app, { messages }) => {
  const schema = { querystring: messagesQuery, response: { 200: messagesPage } };
  app.get('/events', { onRequest: app.guard('events:read'), schema }, async (request) => {
    const { after, limit } = request.query;
    return messages.messagesAfter(after, { limit, clientId: principalOf(request).seesOnly });
  });
};

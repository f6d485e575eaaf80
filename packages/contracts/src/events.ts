import { z } from 'zod';
import { journalMessage } from './event-messages.ts';

/** Messages in order, and how far the journal was read for them: the next `after`, also where nothing was to be told. */
export const messagesPage = z.object({ position: z.int(), events: z.array(journalMessage) });

/** From which position on, and how many entries at most are read. */
export const messagesQuery = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

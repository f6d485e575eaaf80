import { createHash } from 'node:crypto';
import type { JournalMessage, MessageTopic, PayloadOf } from '@fairlead/contracts/event-messages';

/** What the world outside is told of an entry. Messages of one key come in order, each at least once: who has an `event_id` drops the repeat. */
export interface Message {
  readonly told: JournalMessage;
  /** Null for what belongs to no order. */
  readonly order_pk: string | null;
  /** Microseconds since 1970. */
  readonly created_at_us: number;
  /** The shard of the entry, and the place of the message among those of it. */
  readonly shard: number;
  readonly index: number;
}

/** A topic with what is told under it. */
export type Content = {
  [Topic in MessageTopic]: { readonly topic: Topic; readonly payload: PayloadOf<Topic> };
}[MessageTopic];

/** One message without its entry. */
export interface Said {
  readonly eventId: string;
  readonly atUs: number;
  readonly decisionId: string | null;
  readonly content: Content;
}

/**
 * The id of a message: a UUID of version 8 out of the hash of its entry, which no other entry has, and what tells the message from the others of that
 * entry. Whoever changes what is told keeps these words as they are: a consumer knows a repeat by the id alone.
 */
export function messageId(entryHash: string, words: string): string {
  const hex = createHash('sha256').update(`${entryHash}|${words}`).digest('hex');
  const variant = (8 + (Number.parseInt(hex.charAt(16), 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

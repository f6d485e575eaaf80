import { type StreamMessage, streamMessage } from '@fairlead/contracts/stream';
import { z } from 'zod';

/** What a screen may follow. The NBBO is not among them: nobody makes it for eyes that look at no market. */
export const liveTopic = z
  .enum(streamMessage.options.map(({ shape }) => shape.type.value))
  .exclude(['STATUS', 'GAP', 'NBBO']);
export type LiveTopic = z.infer<typeof liveTopic>;
export const LIVE_TOPICS = liveTopic.options;

/** What one screen wants to hear: some topics, of one order or one instrument where it is about that. */
export const liveWish = z.object({
  topics: z.array(liveTopic).min(1).max(LIVE_TOPICS.length),
  order_pk: z.uuid().optional(),
  instrument_id: z.string().max(64).optional(),
});
export type LiveWish = z.infer<typeof liveWish>;

/** Which one thing a screen is about, if it is about one. */
export type LiveSubject = Pick<LiveWish, 'order_pk' | 'instrument_id'>;

/** Whether a message is what somebody wished for. What is about no order passes a wish for one, and a GAP is for everybody. */
export function isWished({ type, data }: StreamMessage, wish: LiveWish): boolean {
  if (type === 'GAP') return true;
  if (!wish.topics.some((topic) => topic === type)) return false;
  if (wish.order_pk !== undefined && 'order_pk' in data && (data.order_pk ?? wish.order_pk) !== wish.order_pk)
    return false;
  return wish.instrument_id === undefined || !('instrument_id' in data) || data.instrument_id === wish.instrument_id;
}

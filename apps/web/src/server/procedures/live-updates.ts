import 'server-only';
import { type TrackedEnvelope, tracked } from '@trpc/server';
import { z } from 'zod';
import type { LiveBatch } from '@/live/live-batch';
import { procedure } from '../trpc';
import { liveBatches } from './live-batches';

/** Stream messages as they happen. A browser that comes back says what it saw last and misses nothing of the retained window. */
export const liveUpdates = procedure
  .input(
    z.object({
      lastEventId: z
        .string()
        .regex(/^\d{1,16}$/)
        .nullish(),
    }),
  )
  .subscription(async function* ({ ctx, input, signal }): AsyncGenerator<TrackedEnvelope<LiveBatch>> {
    const afterSeq = input.lastEventId === null || input.lastEventId === undefined ? null : Number(input.lastEventId);
    const ended = signal ?? new AbortController().signal;
    for await (const { lastSeq, feed, messages } of liveBatches({ viewer: ctx.viewer, afterSeq, signal: ended })) {
      yield tracked(String(lastSeq), { feed, messages });
    }
  });

import 'server-only';
import { type TrackedEnvelope, tracked } from '@trpc/server';
import { z } from 'zod';
import type { LiveBatch } from '@/server/live-batch';
import { liveFeed } from '../router-api/live-feed';
import { viewerOf } from '../session';
import { procedureFor, signedOut } from '../trpc';
import { type BatchSettings, liveBatches } from './live-batches';

const SETTINGS: BatchSettings = { batchMs: 120, messagesMax: 1_000, recheckMs: 5_000 };

/** Stream messages as they happen. A browser that comes back says what it saw last and misses nothing of the retained window. Who may read is asked again while it lasts. */
export const liveUpdates = procedureFor('orders:read')
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
    const watching = {
      feed: liveFeed(),
      viewer: ctx.viewer,
      afterSeq,
      signal: signal ?? new AbortController().signal,
      viewerNow: () => viewerOf(ctx.headers),
    };
    for await (const { lastSeq, feed, messages } of liveBatches(watching, SETTINGS)) {
      yield tracked(String(lastSeq), { feed, messages });
    }
    if (!watching.signal.aborted) throw signedOut();
  });

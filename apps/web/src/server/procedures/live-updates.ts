import 'server-only';
import { z } from 'zod';
import type { LiveBatch } from '@/stream/live-batch';
import { liveWish } from '@/stream/live-wish';
import { liveFeed } from '../router-api/live-feed';
import { viewerOf } from '../session';
import { procedureFor, signedOut } from '../trpc';
import { BATCHES, liveBatches } from './live-batches';

const WISHES_MAX = 16;

/** Stream messages as they happen, those that the screen wishes for, from the number that it was drawn at. Who may read is asked again while it lasts. */
export const liveUpdates = procedureFor('orders:read')
  .input(z.object({ after_seq: z.int().min(0).nullable(), wishes: z.array(liveWish).min(1).max(WISHES_MAX) }))
  .subscription(async function* ({ ctx, input, signal }): AsyncGenerator<LiveBatch> {
    const watching = {
      feed: liveFeed(),
      viewer: ctx.viewer,
      wishes: input.wishes,
      afterSeq: input.after_seq,
      signal: signal ?? new AbortController().signal,
      viewerNow: () => viewerOf(ctx.headers),
    };
    yield* liveBatches(watching, BATCHES);
    if (!watching.signal.aborted) throw signedOut();
  });

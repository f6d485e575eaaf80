import 'server-only';
import type { StreamMessage } from '@fairlead/contracts/stream';
import type { LiveBatch } from '@/live/live-batch';
import { liveFeed } from '../router-api/live-feed';
import type { Viewer } from '../session';

const BATCH_MS = 120;

interface Reading {
  readonly viewer: Viewer;
  readonly afterSeq: number | null;
  readonly signal: AbortSignal;
}

/** What one browser is sent: first what it has missed, then whatever comes, a few times a second. */
export async function* liveBatches({
  viewer,
  afterSeq,
  signal,
}: Reading): AsyncGenerator<LiveBatch & { lastSeq: number }> {
  const feed = liveFeed();
  const mine = (message: StreamMessage) => isFor(viewer, message);
  let waiting: StreamMessage[] = feed.since(afterSeq).filter(mine);
  let stale = true;
  let wake = () => {};
  const close = feed.listen({
    onMessage: (message) => {
      if (!mine(message)) return;
      waiting.push(message);
      wake();
    },
    onState: () => {
      stale = true;
      wake();
    },
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  let lastSeq = afterSeq ?? 0;
  try {
    while (!signal.aborted) {
      if (waiting.length > 0 || stale) {
        const messages = waiting;
        waiting = [];
        stale = false;
        lastSeq = messages.at(-1)?.seq ?? lastSeq;
        yield { feed: feed.state, messages, lastSeq };
        await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    close();
  }
}

/** People of one client see that client's orders; news of venues and circuits is everybody's. */
function isFor({ clientId }: Viewer, message: StreamMessage): boolean {
  if (clientId === null) return true;
  if (message.type === 'ALERT') return false;
  return !('client_id' in message.data) || message.data.client_id === clientId;
}

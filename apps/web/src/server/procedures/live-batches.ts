import { isForClient } from '@fairlead/contracts/stream';
import type { LiveBatch } from '@/server/live-batch';
import type { RouterFeed } from '../router-api/router-feed';
import type { Viewer } from '../session';

/** How one browser is served. */
export interface BatchSettings {
  /** The pause between two batches, in milliseconds. */
  readonly batchMs: number;
  /** Messages of one batch; a browser that has missed much catches up in pieces. */
  readonly messagesMax: number;
  /** How often it is asked whether the person is still signed in, in milliseconds. */
  readonly recheckMs: number;
}

/** One browser that watches. */
export interface Watching {
  readonly feed: RouterFeed;
  readonly viewer: Viewer;
  /** The last number that the browser saw; null for one that is new. */
  readonly afterSeq: number | null;
  readonly signal: AbortSignal;
  /** Who the browser's session proves now, or null. Rejects where that cannot be found out. */
  readonly viewerNow: () => Promise<Viewer | null>;
}

/** A batch with the number to come back with. */
export type NumberedBatch = LiveBatch & { readonly lastSeq: number };

/**
 * What one browser is sent: first what it has missed, then whatever comes, a few times a second, and no faster than it takes it. Ends when
 * the person is signed out, banned, or has another role or client.
 */
export async function* liveBatches(watching: Watching, settings: BatchSettings): AsyncGenerator<NumberedBatch> {
  const { feed, signal } = watching;
  const { clientId } = watching.viewer;
  const news = newsOf(watching, settings.recheckMs);
  let place = feed.placeAfter(watching.afterSeq);
  let lastSeq = watching.afterSeq ?? 0;
  let told: LiveBatch['feed'] | null = null;
  try {
    while (!signal.aborted) {
      if (news.isRecheckDue() && !(await isStill(watching))) return;
      const read = feed.read(place, settings.messagesMax);
      place = read.place;
      lastSeq = read.messages.at(-1)?.seq ?? lastSeq;
      const messages = read.messages.filter((message) => clientId === null || isForClient(message, clientId));
      if (messages.length > 0 || told !== feed.state) {
        told = feed.state;
        yield { feed: told, messages, lastSeq };
        await pause(settings.batchMs);
      } else if (read.messages.length === 0) await news.next();
    }
  } finally {
    news.close();
  }
}

/** Wakes the batches when the feed has something, when it is time to ask who watches, and at the end. */
function newsOf({ feed, signal }: Watching, recheckMs: number) {
  let hasNews = false;
  let isDue = false;
  let wake = () => {};
  const tell = () => {
    hasNews = true;
    wake();
  };
  const timer = setInterval(() => {
    isDue = true;
    tell();
  }, recheckMs);
  const stop = feed.listen(tell);
  signal.addEventListener('abort', tell);
  return {
    isRecheckDue: () => {
      const was = isDue;
      isDue = false;
      return was;
    },
    next: async () => {
      if (!hasNews)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      hasNews = false;
    },
    close: () => {
      clearInterval(timer);
      signal.removeEventListener('abort', tell);
      stop();
    },
  };
}

/** Whether the person may still see what this browser is shown. Where nobody can say, they may until the next time. */
async function isStill({ viewer, viewerNow }: Watching): Promise<boolean> {
  const now = await viewerNow().catch(() => viewer);
  return now !== null && now.id === viewer.id && now.role === viewer.role && now.clientId === viewer.clientId;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

import { isForClient, type StreamMessage } from '@fairlead/contracts/stream';
import type { LiveBatch } from '@/stream/live-batch';
import { isWished, type LiveWish } from '@/stream/live-wish';
import type { RouterFeed } from '../router-api/router-feed';
import type { Viewer } from '../session';

/** How one browser is served. Times are milliseconds, sizes characters of text. */
export interface BatchSettings {
  /** The pause between two batches. */
  readonly batchMs: number;
  /** In a quiet time something is said so often, so that the browser knows how old the router's newest word is. */
  readonly beatMs: number;
  /** The first batch is small, so that the screen lives at once; those after it are bounded so that a browser catches up in pieces. */
  readonly firstSizeMax: number;
  readonly sizeMax: number;
  /** A browser that has missed more reads its screen again, which is less. */
  readonly catchUpSizeMax: number;
  /** How often it is asked whether the person is still signed in. */
  readonly recheckMs: number;
}

export const BATCHES: BatchSettings = {
  batchMs: 120,
  beatMs: 1_000,
  firstSizeMax: 16_000,
  sizeMax: 150_000,
  catchUpSizeMax: 1_500_000,
  recheckMs: 3_000,
};

/** One browser that watches. */
export interface Watching {
  readonly feed: RouterFeed;
  readonly viewer: Viewer;
  readonly wishes: readonly LiveWish[];
  /** The number that the browser has come to; null where it knows none and begins with what comes new. */
  readonly afterSeq: number | null;
  readonly signal: AbortSignal;
  /** Who the browser's session proves now, or null. Rejects where that cannot be found out. */
  readonly viewerNow: () => Promise<Viewer | null>;
}

/**
 * What one browser is sent: first what it has missed, then whatever comes, a few times a second, and no faster than it takes it. Ends when
 * the person is signed out, banned, or has another role or client.
 */
export async function* liveBatches(watching: Watching, settings: BatchSettings): AsyncGenerator<LiveBatch> {
  const news = newsOf(watching, settings);
  const walk = new Walk(watching, settings);
  let told: LiveBatch['feed'] | null = null;
  try {
    while (!watching.signal.aborted) {
      if (news.isRecheckDue() && !(await isStill(watching))) return;
      const messages = walk.next();
      const { word } = watching.feed;
      if (messages.length > 0 || told !== word.feed || news.isBeatDue()) {
        told = word.feed;
        news.said();
        yield { ...word, messages, seq: walk.seq };
        await pause(settings.batchMs);
      } else await news.next();
    }
  } finally {
    news.close();
  }
}

/** How far one browser has come in the feed. */
class Walk {
  readonly #feed: RouterFeed;
  readonly #settings: BatchSettings;
  readonly #wants: (message: StreamMessage) => boolean;
  /** Null where something was missed that nobody tells any more. */
  #place: number | null;
  #isFirst = true;

  constructor({ feed, viewer, wishes, afterSeq }: Watching, settings: BatchSettings) {
    const { clientId } = viewer;
    this.#feed = feed;
    this.#settings = settings;
    this.#wants = (message) =>
      wishes.some((wish) => isWished(message, wish)) && (clientId === null || isForClient(message, clientId));
    this.#place = afterSeq === null ? feed.end : feed.placeAfter(afterSeq);
    if (this.#place !== null && feed.sizeFrom(this.#place, this.#wants) > settings.catchUpSizeMax) this.#place = null;
  }

  /** The number up to which everything that was wished for has been told. */
  get seq(): number | null {
    return this.#place === null ? null : this.#feed.seqBefore(this.#place);
  }

  /** What follows, as much as fits into a batch; a GAP where the browser has to read its screen again. */
  next(): readonly StreamMessage[] {
    const { firstSizeMax, sizeMax } = this.#settings;
    const limit = { size: this.#isFirst ? firstSizeMax : sizeMax, wants: this.#wants };
    const read = this.#place === null ? null : this.#feed.read(this.#place, limit);
    this.#isFirst = false;
    this.#place = read?.place ?? this.#feed.end;
    return read?.messages ?? [this.#gap()];
  }

  #gap(): StreamMessage {
    const seq = this.seq ?? 0;
    return { type: 'GAP', seq, timestamp: new Date().toISOString(), data: { from_seq: seq, oldest_seq: seq + 1 } };
  }
}

/** Wakes the batches when the feed has something, when it is time for a beat or to ask who watches, and at the end. */
function newsOf({ feed, signal }: Watching, { beatMs, recheckMs }: BatchSettings) {
  let hasNews = false;
  const due = { beat: false, recheck: false };
  let wake = () => {};
  const tell = () => {
    hasNews = true;
    wake();
  };
  const every = (ms: number, what: keyof typeof due) =>
    setInterval(() => {
      due[what] = true;
      tell();
    }, ms);
  const timers = [every(beatMs, 'beat'), every(recheckMs, 'recheck')];
  const stop = feed.listen(tell);
  signal.addEventListener('abort', tell);
  return {
    isRecheckDue: () => {
      const was = due.recheck;
      due.recheck = false;
      return was;
    },
    isBeatDue: () => due.beat,
    said: () => {
      due.beat = false;
    },
    next: async () => {
      if (!hasNews)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      hasNews = false;
    },
    close: () => {
      for (const timer of timers) clearInterval(timer);
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

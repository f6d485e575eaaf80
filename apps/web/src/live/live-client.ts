import { backoffMs } from '@fairlead/core/math/backoff';
import { type Freshness, freshnessOf, type StreamKnowledge } from '@/stream/freshness';
import type { LiveBatch } from '@/stream/live-batch';
import { isWished, type LiveWish } from '@/stream/live-wish';
import type { LiveStore } from './live-store';

/** What is asked of the console when the stream is opened. */
export interface LiveRequest {
  readonly after_seq: number | null;
  readonly wishes: LiveWish[];
}

/** What becomes of a stream that was opened. */
export interface LiveListener {
  readonly onBatch: (batch: LiveBatch) => void;
  readonly onLost: () => void;
  readonly onSignedOut: () => void;
}

/** What the client stands on; a test plays it. */
export interface LivePorts {
  /** Opens the stream, and gives how to close it. Nothing is told after that. */
  readonly open: (request: LiveRequest, listener: LiveListener) => () => void;
  /** The time since 1970 in milliseconds, by a clock that nobody sets. */
  readonly nowMs: () => number;
  /** Something was missed: what the screen has read is to be read again. */
  readonly onMissed: () => void;
  readonly onSignedOut: () => void;
}

/** One part of a screen that follows some topics. Its store knows to which number it has come. */
interface Interest {
  readonly wish: LiveWish;
  readonly store: LiveStore;
}

const PAUSES = { firstMs: 250, longestMs: 4_000 };
const TICK_MS = 250;
/** A stream that says nothing for so long is opened anew, whatever the network believes of it. */
const SILENCE_MS = 8_000;
/** How long a stream may bring more than anybody wants any more: who goes from screen to screen opens it once. */
const NARROW_MS = 1_500;

/**
 * The one stream of this browser window. Parts of screens join it with what they wish for and the number that they were drawn at, and are told everything after
 * that number once. It is opened anew, from the oldest number that is still wanted, when a wish comes that it does not bring.
 */
export class LiveClient {
  readonly #ports: LivePorts;
  readonly #interests = new Set<Interest>();
  readonly #watchers = new Set<() => void>();
  #known: StreamKnowledge;
  #freshness: Freshness;
  #close: (() => void) | null = null;
  /** Those that the open stream was opened for, or brings everything for all the same. */
  #carried = new Set<Interest>();
  #brings: readonly LiveWish[] = [];
  #toldSeq: number | null = null;
  #openedAtMs = 0;
  #failures = 0;
  #opening: ReturnType<typeof setTimeout> | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #mayRun = false;

  constructor(ports: LivePorts) {
    this.#ports = ports;
    this.#known = { link: 'opening', linkSinceMs: ports.nowMs(), batch: null, batchAtMs: 0 };
    this.#freshness = freshnessOf(this.#known, ports.nowMs());
  }

  readonly freshness = (): Freshness => this.#freshness;

  /** Is told when the freshness is another, its age by tenths of a second included. */
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Begins a part of a screen, whose store is told what it wishes for. Gives how to end it. */
  join(wish: LiveWish, store: LiveStore): () => void {
    const interest: Interest = { wish, store };
    this.#interests.add(interest);
    if (this.#isBrought(interest)) this.#carried.add(interest);
    else if (this.#mayRun) this.#openIn(0);
    return () => {
      this.#interests.delete(interest);
      this.#carried.delete(interest);
      if (this.#close !== null) this.#opening ??= setTimeout(() => this.#narrow(), NARROW_MS);
    };
  }

  /** Lets the stream run: while somebody can see the window, and there is a connection to have. */
  resume(): void {
    if (this.#mayRun) return;
    this.#mayRun = true;
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    if (this.#known.link === 'signed-out') return;
    this.#know({ link: 'opening', linkSinceMs: this.#ports.nowMs(), batch: null });
    this.#openIn(0);
  }

  /** Closes the stream and keeps the places. */
  suspend(): void {
    this.#mayRun = false;
    clearInterval(this.#ticking);
    this.#stop();
  }

  /** Whether the open stream tells a part everything that it wishes for, from its number on. */
  #isBrought({ wish, store: { seq } }: Interest): boolean {
    if (this.#close === null || this.#toldSeq === null || seq === null) return false;
    return seq >= this.#toldSeq && this.#brings.some((brought) => includes(brought, wish));
  }

  #openIn(ms: number): void {
    clearTimeout(this.#opening);
    this.#opening = setTimeout(() => this.#open(), ms);
  }

  #narrow(): void {
    this.#opening = undefined;
    const needed = merged([...this.#interests].map(({ wish }) => wish));
    if (this.#close !== null && JSON.stringify(needed) !== JSON.stringify(this.#brings)) this.#open();
  }

  #open(): void {
    this.#stop();
    if (!this.#mayRun || this.#interests.size === 0 || this.#known.link === 'signed-out') return;
    this.#carried = new Set(this.#interests);
    const wishes = merged([...this.#carried].map(({ wish }) => wish));
    const numbers = [...this.#carried].flatMap(({ store }) => store.seq ?? []);
    this.#brings = wishes;
    this.#toldSeq = numbers.length === 0 ? null : Math.min(...numbers);
    this.#openedAtMs = this.#ports.nowMs();
    let isClosed = false;
    const unlessClosed = (act: () => void) => {
      if (!isClosed) act();
    };
    const end = this.#ports.open(
      { after_seq: this.#toldSeq, wishes },
      {
        onBatch: (batch) => unlessClosed(() => this.#take(batch)),
        onLost: () => unlessClosed(() => this.#lose()),
        onSignedOut: () => unlessClosed(() => this.#leave()),
      },
    );
    this.#close = () => {
      isClosed = true;
      end();
    };
  }

  #stop(): void {
    clearTimeout(this.#opening);
    this.#opening = undefined;
    this.#close?.();
    this.#close = null;
  }

  #take(batch: LiveBatch): void {
    this.#failures = 0;
    const nowMs = this.#ports.nowMs();
    this.#toldSeq = batch.seq;
    this.#know({ link: 'open', linkSinceMs: nowMs, batch, batchAtMs: nowMs });
    const missed = [...this.#carried].map(({ wish, store }) => hand(batch, wish, store));
    if (missed.includes(true)) this.#ports.onMissed();
  }

  #lose(): void {
    this.#stop();
    this.#failures += 1;
    if (this.#known.link !== 'lost') this.#know({ link: 'lost', linkSinceMs: this.#ports.nowMs() });
    this.#openIn(backoffMs(this.#failures, PAUSES, Math.random()));
  }

  #leave(): void {
    this.#stop();
    this.#know({ link: 'signed-out', linkSinceMs: this.#ports.nowMs() });
    this.#ports.onSignedOut();
  }

  #tick(): void {
    const lastMs = Math.max(this.#openedAtMs, this.#known.batch === null ? 0 : this.#known.batchAtMs);
    if (this.#close !== null && this.#ports.nowMs() - lastMs > SILENCE_MS) this.#lose();
    else this.#look();
  }

  #know(more: Partial<StreamKnowledge>): void {
    this.#known = { ...this.#known, ...more };
    this.#look();
  }

  #look(): void {
    const before = this.#freshness;
    const now = freshnessOf(this.#known, this.#ports.nowMs());
    if (before.state === now.state && before.ageMs === now.ageMs && before.sinceMs === now.sinceMs) return;
    this.#freshness = now;
    for (const watcher of this.#watchers) watcher();
  }
}

/** Gives a part what it does not know yet. True where it has missed something: by a GAP, or because nobody knows what it was drawn at. */
function hand({ messages, seq }: LiveBatch, wish: LiveWish, store: LiveStore): boolean {
  let hasMissed = store.seq === null && seq !== null;
  if (hasMissed) store.miss();
  for (const message of messages) {
    const isGap = message.type === 'GAP';
    if (!isGap && store.seq !== null && message.seq <= store.seq) continue;
    if (!isWished(message, wish)) continue;
    store.take(message);
    // A GAP may lead back: to the numbers of a router whose clock is behind.
    if (isGap) store.seq = message.seq;
    hasMissed ||= isGap;
  }
  if (seq !== null && (store.seq === null || seq > store.seq)) store.seq = seq;
  return hasMissed;
}

function includes(brought: LiveWish, wish: LiveWish): boolean {
  return (
    wish.topics.every((topic) => brought.topics.includes(topic)) &&
    (brought.order_pk === undefined || brought.order_pk === wish.order_pk) &&
    (brought.instrument_id === undefined || brought.instrument_id === wish.instrument_id)
  );
}

/** Wishes about the same thing as one, its topics in order: the same wishes are always the same request. */
function merged(wishes: readonly LiveWish[]): LiveWish[] {
  const bySubject = new Map<string, LiveWish>();
  for (const { topics, ...subject } of wishes) {
    const key = JSON.stringify(subject);
    const all = [...(bySubject.get(key)?.topics ?? []), ...topics];
    bySubject.set(key, { ...subject, topics: [...new Set(all)].sort() });
  }
  return [...bySubject].sort(([a], [b]) => a.localeCompare(b)).map(([, wish]) => wish);
}

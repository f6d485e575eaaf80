import { streamMessage } from '@fairlead/contracts/stream';
import { backoffMs } from '@fairlead/core/math/backoff';
import { createParser } from 'eventsource-parser';
import type { FeedState } from '@/server/live-batch';
import { LiveWindow, type Reading } from './live-window';

/** Where the feed comes from, and how patient it is. */
export interface FeedSettings {
  /** Asks the router for its stream from a number on, or for what comes new. */
  readonly open: (fromSeq: number | null, signal: AbortSignal) => Promise<Response>;
  /** The router says something each second; without a word for so long it counts as gone, in milliseconds. */
  readonly silenceMs: number;
  readonly retryMsMin: number;
  readonly retryMsMax: number;
  /** Messages that are kept for browsers that come back. */
  readonly capacity: number;
}

/** The one connection of this process to the router's stream, shared by all browsers. It begins with the first of them and comes back by itself. */
export class RouterFeed {
  readonly #settings: FeedSettings;
  readonly #listeners = new Set<() => void>();
  readonly #window: LiveWindow;
  #state: FeedState = 'connecting';
  #running = false;
  /** The number up to which everything is known. */
  #seq: number | null = null;

  constructor(settings: FeedSettings) {
    this.#settings = settings;
    this.#window = new LiveWindow(settings.capacity);
  }

  get state(): FeedState {
    return this.#state;
  }

  /** Where a browser begins that saw this number last. The first browser of all brings the router's stream back to where it was. */
  placeAfter(seq: number | null): number {
    if (this.#seq === null && seq !== null) {
      this.#seq = seq;
      this.#window.begin(seq);
    }
    return this.#window.placeAfter(seq);
  }

  /** At most so many messages from a place on. */
  read(place: number, limit: number): Reading {
    return this.#window.read(place, limit);
  }

  /** Is told whenever there may be something to read, or the state has changed. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (!this.#running) {
      this.#running = true;
      void this.#run();
    }
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    const { retryMsMin, retryMsMax } = this.#settings;
    const pauses = { firstMs: retryMsMin, longestMs: retryMsMax };
    for (let failures = 1; ; failures++) {
      try {
        await this.#connect(() => {
          failures = 1;
        });
      } catch (error) {
        console.error(`live feed: ${error instanceof Error ? error.message : String(error)}`);
      }
      this.#become('down');
      await new Promise((resolve) => setTimeout(resolve, backoffMs(failures, pauses, Math.random())));
    }
  }

  async #connect(onOpen: () => void): Promise<void> {
    const abort = new AbortController();
    const giveUp = () => abort.abort(new Error('the router’s stream has fallen silent'));
    let silence = setTimeout(giveUp, this.#settings.silenceMs);
    const onBytes = () => {
      clearTimeout(silence);
      silence = setTimeout(giveUp, this.#settings.silenceMs);
    };
    try {
      const response = await this.#settings.open(this.#seq === null ? null : this.#seq + 1, abort.signal);
      if (!response.ok || response.body === null) throw new Error(`the router's stream answered ${response.status}`);
      this.#become('open');
      onOpen();
      await this.#read(response.body, onBytes);
    } finally {
      clearTimeout(silence);
      abort.abort();
    }
  }

  /** Events and heartbeats are taken in the order in which they came: a number is known when everything before it has been taken. */
  async #read(body: NonNullable<Response['body']>, onBytes: () => void): Promise<void> {
    const parser = createParser({
      onComment: (comment) => this.#hearBeat(comment),
      onEvent: ({ event, data, id }) => {
        if (event === 'dropped') throw new Error(`the router dropped the stream: ${data}`);
        this.#take(data, id);
      },
    });
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      onBytes();
      parser.feed(text);
    }
  }

  /** A heartbeat says up to which number everything was told, of what was asked for. */
  #hearBeat(comment: string): void {
    const seq = /\bseq=(\d+)/.exec(comment)?.[1];
    if (seq !== undefined) this.#seq = Number(seq);
  }

  #take(text: string, id: string | undefined): void {
    const parsed = streamMessage.safeParse(JSON.parse(text));
    if (!parsed.success) {
      // A newer router may say more than this console knows; what it knows must go on.
      if (id !== undefined) this.#seq = Number(id);
      return;
    }
    this.#seq = parsed.data.seq;
    if (parsed.data.type === 'STATUS') this.#window.begin(parsed.data.seq);
    else this.#window.add(parsed.data);
    this.#tell();
  }

  #become(state: FeedState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

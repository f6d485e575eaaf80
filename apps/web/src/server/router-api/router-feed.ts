import { streamMessage } from '@fairlead/contracts/stream';
import { backoffMs } from '@fairlead/core/math/backoff';
import { createParser } from 'eventsource-parser';
import type { FeedState, RouterWord } from '@/stream/live-batch';
import { LiveWindow, type Reading, type ReadLimit } from './live-window';

/** Where the feed comes from, and how patient it is. Times are milliseconds. */
export interface FeedSettings {
  /** Asks the router for its stream from a number on, or for what comes new. */
  readonly open: (fromSeq: number | null, signal: AbortSignal) => Promise<Response>;
  /** The time since 1970, by a clock that nobody sets. */
  readonly nowMs: () => number;
  /** The router says something each second; without a word for so long it counts as away. */
  readonly awayMs: number;
  /** After so long without a word the connection is made anew. */
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
  /** When the router was last heard, or was first asked. */
  #heardAtMs = 0;
  #wasHeard = false;

  constructor(settings: FeedSettings) {
    this.#settings = settings;
    this.#window = new LiveWindow(settings.capacity);
  }

  /** How the router was last heard. */
  get word(): RouterWord {
    const isAway = this.#state === 'away';
    return {
      feed: this.#state,
      word_age_ms: this.#wasHeard ? Math.max(0, this.#settings.nowMs() - this.#heardAtMs) : null,
      away_since_ms: isAway ? this.#heardAtMs : null,
    };
  }

  /** The number up to which everything is known; null before the router was heard. */
  get seq(): number | null {
    return this.#seq;
  }

  /** The place of the message that comes next. */
  get end(): number {
    return this.#window.end;
  }

  /**
   * The place after a number that a browser saw last; null where what followed it is not known to be whole. The first browser of all brings the router's
   * stream back to where it was.
   */
  placeAfter(seq: number): number | null {
    if (this.#seq === null) {
      this.#seq = seq;
      this.#window.begin(seq);
    }
    return seq > this.#seq ? null : this.#window.placeAfter(seq);
  }

  /** The number up to which everything before a place is known. */
  seqBefore(place: number): number | null {
    return place === this.#window.end ? this.#seq : this.#window.seqBefore(place);
  }

  /** The number before the first message of a time or later, in microseconds since 1970; null where that is not kept. */
  seqBeforeTime(atUs: number): number | null {
    return this.#window.seqBeforeTime(atUs);
  }

  read(place: number, limit: ReadLimit): Reading | null {
    return this.#window.read(place, limit);
  }

  sizeFrom(place: number, wants: ReadLimit['wants']): number {
    return this.#window.sizeFrom(place, wants);
  }

  /** Begins, if that was not done: whoever draws a page wants to know the number that it is drawn at. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#heardAtMs = this.#settings.nowMs();
    void this.#run();
  }

  /** Resolves when the router has been heard or is known to be away, and when the time is up. */
  async begun(msMax: number): Promise<void> {
    this.start();
    const isKnown = () => this.#seq !== null || this.#state === 'away';
    if (isKnown()) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(limit);
        stop();
        resolve();
      };
      const limit = setTimeout(done, msMax);
      const stop = this.listen(() => isKnown() && done());
    });
  }

  /** Is told whenever there may be something to read, or the state has changed. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.start();
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
      this.#become('away');
      await new Promise((resolve) => setTimeout(resolve, backoffMs(failures, pauses, Math.random())));
    }
  }

  async #connect(onHeard: () => void): Promise<void> {
    const abort = new AbortController();
    const silence = this.#watchSilence(() => abort.abort(new Error('the router’s stream has fallen silent')));
    try {
      const response = await this.#settings.open(this.#seq === null ? null : this.#seq + 1, abort.signal);
      if (!response.ok || response.body === null) throw new Error(`the router's stream answered ${response.status}`);
      await this.#read(response.body, () => {
        silence.heard();
        this.#hear();
        onHeard();
      });
    } finally {
      silence.end();
      abort.abort();
    }
  }

  /** Tells of a router that says nothing: first that it is away, then that its connection is of no use. */
  #watchSilence(giveUp: () => void) {
    const { awayMs, silenceMs } = this.#settings;
    const begin = () => [setTimeout(() => this.#become('away'), awayMs), setTimeout(giveUp, silenceMs)];
    let timers = begin();
    const end = () => {
      for (const timer of timers) clearTimeout(timer);
    };
    return {
      heard: () => {
        end();
        timers = begin();
      },
      end,
    };
  }

  #hear(): void {
    this.#heardAtMs = this.#settings.nowMs();
    this.#wasHeard = true;
    this.#become('open');
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
    this.#tell();
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
    else this.#window.add(parsed.data, text.length);
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

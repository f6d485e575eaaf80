import 'server-only';
import { type StreamMessage, streamMessage } from '@fairlead/contracts/stream';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { env } from '@/env';
import type { FeedState } from '@/live/live-batch';
import { processWide } from '../process-wide';
import { consoleToken } from './console-token';

const TOPICS = 'ROUTING_UPDATE,ORDER_UPDATE,EXECUTION,VENUE_UPDATE,CIRCUIT_UPDATE,ALERT,HALT';
const WINDOW = 6_000;
const RETRY_MS_MIN = 250;
const RETRY_MS_MAX = 4_000;

/** Told of every message and of every change of the connection. */
export interface FeedListener {
  readonly onMessage: (message: StreamMessage) => void;
  readonly onState: (state: FeedState) => void;
}

/** The one connection of this process to the router's stream, shared by all browsers. It begins with the first of them and comes back by itself. */
class LiveFeed {
  readonly #listeners = new Set<FeedListener>();
  #window: StreamMessage[] = [];
  #state: FeedState = 'connecting';
  #running = false;

  get state(): FeedState {
    return this.#state;
  }

  /** The retained messages after a sequence number; of a browser that is new, all of them. */
  since(seq: number | null): readonly StreamMessage[] {
    return seq === null ? this.#window : this.#window.filter((message) => message.seq > seq);
  }

  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    if (!this.#running) {
      this.#running = true;
      void this.#run();
    }
    return () => this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    for (let retryMs = RETRY_MS_MIN; ; retryMs = Math.min(RETRY_MS_MAX, retryMs * 2)) {
      try {
        await this.#read(() => {
          retryMs = RETRY_MS_MIN / 2;
        });
      } catch (error) {
        console.error(`live feed: ${error instanceof Error ? error.message : String(error)}`);
      }
      this.#become('down');
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }

  async #read(onOpen: () => void): Promise<void> {
    const url = new URL('/api/v1/smart-routing/stream', env().ROUTER_URL);
    url.searchParams.set('topics', TOPICS);
    const last = this.#window.at(-1);
    if (last !== undefined) url.searchParams.set('from_seq', String(last.seq + 1));
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${await consoleToken()}`, accept: 'text/event-stream' },
      cache: 'no-store',
    });
    if (!response.ok || response.body === null) throw new Error(`the router's stream answered ${response.status}`);
    this.#become('open');
    onOpen();
    const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const event of events) {
      if (event.event === 'dropped') throw new Error(`the router dropped the stream: ${event.data}`);
      this.#take(event.data);
    }
  }

  #take(text: string): void {
    const parsed = streamMessage.safeParse(JSON.parse(text));
    // A newer router may say more than this console knows; what it knows must go on.
    if (!parsed.success) return;
    this.#window.push(parsed.data);
    if (this.#window.length > WINDOW * 1.5) this.#window = this.#window.slice(-WINDOW);
    for (const listener of this.#listeners) listener.onMessage(parsed.data);
  }

  #become(state: FeedState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener.onState(state);
  }
}

export const liveFeed = processWide('live-feed', () => new LiveFeed());

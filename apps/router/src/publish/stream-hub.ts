import type { StreamMessage, StreamTopic } from '@fairlead/contracts/stream';
import type { Clock, Publisher, StreamData } from '../ports.ts';
import { isoTime } from './wire.ts';

/** A message as it is kept and handed out: what `StreamMessage` says, without tying data to type. */
export interface Published {
  readonly seq: number;
  readonly timestamp: string;
  readonly type: StreamTopic;
  readonly data: StreamMessage['data'];
}

/** A reader of the stream. `offer` takes a message as JSON text and says whether the reader keeps up; one that does not is dropped. */
export interface StreamReader {
  /** The topics it named; null for a reader of everything but the NBBO. */
  readonly topics: ReadonlySet<string> | null;
  readonly wants: (message: Published) => boolean;
  readonly offer: (seq: number, json: string) => boolean;
  readonly drop: (reason: string) => void;
}

/**
 * Numbers every message, keeps the newest for those who come back, and hands them to the readers that want them. Sequence numbers begin at
 * the start time in microseconds, so that they go on growing over restarts. A reader that does not keep up is dropped with a reason and
 * never slows the router.
 */
export class StreamHub implements Publisher {
  readonly #clock: Clock;
  readonly #capacity: number;
  readonly #window: (Published | undefined)[];
  readonly #readers = new Set<StreamReader>();
  readonly #firstSeq: number;
  #nextSeq: number;

  constructor(clock: Clock, capacity: number) {
    this.#clock = clock;
    this.#capacity = capacity;
    this.#window = new Array<Published | undefined>(capacity).fill(undefined);
    this.#firstSeq = clock.nowUs();
    this.#nextSeq = this.#firstSeq;
  }

  get readerCount(): number {
    return this.#readers.size;
  }

  publish<T extends StreamTopic>(type: T, data: StreamData<T>): void {
    const seq = this.#nextSeq;
    this.#nextSeq += 1;
    const message: Published = { seq, timestamp: isoTime(this.#clock.nowUs()), type, data };
    this.#window[seq % this.#capacity] = message;
    if (this.#readers.size === 0) return;
    const json = JSON.stringify(message);
    for (const reader of this.#readers) this.#give(reader, message, json);
  }

  /** True while somebody has asked for messages of this kind; spares making what nobody reads. */
  hasReaderOf(type: StreamTopic): boolean {
    for (const reader of this.#readers) if (reader.topics?.has(type) === true) return true;
    return false;
  }

  /** Begins a reader: first the retained messages from `fromSeq` on (null: none), then everything new. Returns how to end it. */
  open(reader: StreamReader, fromSeq: number | null): () => void {
    this.#readers.add(reader);
    if (fromSeq !== null) this.#catchUp(reader, fromSeq);
    return () => this.#readers.delete(reader);
  }

  /** Ends every reader; for the stop of the router. */
  close(): void {
    for (const reader of this.#readers) reader.drop('the router is stopping');
    this.#readers.clear();
  }

  #catchUp(reader: StreamReader, fromSeq: number): void {
    const oldest = Math.max(this.#firstSeq, this.#nextSeq - this.#capacity, fromSeq);
    for (let seq = oldest; seq < this.#nextSeq; seq++) {
      const message = this.#window[seq % this.#capacity];
      if (message !== undefined) this.#give(reader, message, JSON.stringify(message));
    }
  }

  #give(reader: StreamReader, message: Published, json: string): void {
    if (!reader.wants(message) || reader.offer(message.seq, json)) return;
    this.#readers.delete(reader);
    reader.drop('the reader is too slow');
  }
}

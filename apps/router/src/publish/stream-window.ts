import type { StreamMessage, StreamTopic } from '@fairlead/contracts/stream';

/** A message as it is kept and handed out: what `StreamMessage` says, without tying data to type. */
export interface Published {
  readonly seq: number;
  readonly timestamp: string;
  readonly type: StreamTopic;
  readonly data: StreamMessage['data'];
}

interface Kept {
  readonly message: Published;
  json: string | null;
}

/** The newest messages, as many as it has room for, each made into text once, when the first reader takes it. */
export class StreamWindow {
  readonly #capacity: number;
  readonly #kept: (Kept | undefined)[];
  readonly #firstSeq: number;
  #nextSeq: number;

  constructor(capacity: number, firstSeq: number) {
    this.#capacity = capacity;
    this.#kept = new Array<Kept | undefined>(capacity).fill(undefined);
    this.#firstSeq = firstSeq;
    this.#nextSeq = firstSeq;
  }

  /** The number of the message that is made next. */
  get nextSeq(): number {
    return this.#nextSeq;
  }

  /** The number of the oldest message that is kept; the next one's where none is. */
  get oldestSeq(): number {
    return Math.max(this.#firstSeq, this.#nextSeq - this.#capacity);
  }

  /** The number to begin with for a reader that asks for one, or for what comes new. No message has the number before the first. */
  beginning(fromSeq: number | null): number {
    if (fromSeq === null) return this.#nextSeq;
    return fromSeq === this.#firstSeq - 1 ? this.#firstSeq : fromSeq;
  }

  /** Numbers a message and keeps it; gives its number. */
  add(message: Omit<Published, 'seq'>): number {
    const seq = this.#nextSeq;
    this.#nextSeq += 1;
    this.#kept[seq % this.#capacity] = { message: { seq, ...message }, json: null };
    return seq;
  }

  /** The message of a number from `oldestSeq` up to the one before `nextSeq`. */
  at(seq: number): Published {
    return this.#find(seq).message;
  }

  /** The same as JSON text. */
  textAt(seq: number): string {
    const kept = this.#find(seq);
    kept.json ??= JSON.stringify(kept.message);
    return kept.json;
  }

  #find(seq: number): Kept {
    const kept = this.#kept[seq % this.#capacity];
    if (kept?.message.seq !== seq) throw new Error(`message ${seq} is not in the window`);
    return kept;
  }
}

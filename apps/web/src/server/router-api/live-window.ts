import type { StreamMessage } from '@fairlead/contracts/stream';

/** What comes after a place, and the place after that. */
export interface Reading {
  readonly messages: readonly StreamMessage[];
  readonly place: number;
}

/**
 * The newest messages of the router's stream, which every browser reads at its own pace. A place counts messages from the first that this
 * process was given. What a browser did not see and is not kept any more is told to it as the router tells it: by a GAP.
 */
export class LiveWindow {
  readonly #capacity: number;
  #messages: StreamMessage[] = [];
  /** The place of the oldest message that is kept. */
  #first = 0;
  /** The number before the oldest message that is kept; null before the router was heard. */
  #seqBefore: number | null = null;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The place of the message that comes next. */
  get end(): number {
    return this.#first + this.#messages.length;
  }

  /** Says after which number the router begins; of use before the first message. */
  begin(seq: number): void {
    this.#seqBefore ??= seq;
  }

  add(message: StreamMessage): void {
    this.#messages.push(message);
    if (this.#messages.length < this.#capacity * 1.5) return;
    const gone = this.#messages.splice(0, this.#messages.length - this.#capacity);
    this.#first += gone.length;
    this.#seqBefore = gone.at(-1)?.seq ?? this.#seqBefore;
  }

  /** The place after a number that a browser saw last; before everything where that is not known to be complete, and for a new browser. */
  placeAfter(seq: number | null): number {
    if (seq === null) return this.#first;
    const before = this.#seqBefore ?? seq;
    const last = this.#messages.at(-1)?.seq ?? before;
    if (seq < before || seq > last) return this.#first - 1;
    const index = this.#messages.findIndex((message) => message.seq > seq);
    return index === -1 ? this.end : this.#first + index;
  }

  /** At most so many messages from a place on. */
  read(place: number, limit: number): Reading {
    const from = Math.max(place, this.#first);
    const messages = this.#messages.slice(from - this.#first, from - this.#first + limit);
    const next = from + messages.length;
    return place < this.#first ? { messages: [this.#gap(), ...messages], place: next } : { messages, place: next };
  }

  #gap(): StreamMessage {
    const seq = this.#seqBefore ?? 0;
    const timestamp = this.#messages[0]?.timestamp ?? new Date().toISOString();
    return { type: 'GAP', seq, timestamp, data: { from_seq: seq, oldest_seq: seq + 1 } };
  }
}

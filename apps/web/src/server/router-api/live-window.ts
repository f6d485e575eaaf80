import type { StreamMessage } from '@fairlead/contracts/stream';

const US_PER_MS = 1_000;

interface Kept {
  readonly message: StreamMessage;
  /** The length of its text. */
  readonly size: number;
}

/** How much is read at once, and of what. */
export interface ReadLimit {
  /** Characters of text; one message is given however long it is. */
  readonly size: number;
  readonly wants: (message: StreamMessage) => boolean;
}

/** What was wanted after a place, and the place after that. */
export interface Reading {
  readonly messages: readonly StreamMessage[];
  readonly place: number;
}

/**
 * The newest messages of the router's stream, which every browser reads at its own pace. A place counts messages from the first that this
 * process was given.
 */
export class LiveWindow {
  readonly #capacity: number;
  #kept: Kept[] = [];
  /** The place of the oldest message that is kept. */
  #first = 0;
  /** The number before the oldest message that is kept; null before the router was heard. */
  #seqBefore: number | null = null;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The place of the message that comes next. */
  get end(): number {
    return this.#first + this.#kept.length;
  }

  /** Says after which number the router begins; of use before the first message. */
  begin(seq: number): void {
    this.#seqBefore ??= seq;
  }

  add(message: StreamMessage, size: number): void {
    // The numbers of a router whose clock is behind: nothing of before is told in one row with them.
    if (message.seq < (this.#kept.at(-1)?.message.seq ?? 0)) this.#forget(message.seq - 1);
    this.#kept.push({ message, size });
    if (this.#kept.length < this.#capacity * 1.5) return;
    const gone = this.#kept.splice(0, this.#kept.length - this.#capacity);
    this.#first += gone.length;
    this.#seqBefore = gone.at(-1)?.message.seq ?? this.#seqBefore;
  }

  #forget(seqBefore: number): void {
    this.#first = this.end;
    this.#kept = [];
    this.#seqBefore = seqBefore;
  }

  /** The place after a number; null where what followed it is not kept, or was never heard of. */
  placeAfter(seq: number): number | null {
    const before = this.#seqBefore;
    const last = this.#kept.at(-1)?.message.seq ?? before;
    if (before === null || last === null || seq < before) return null;
    let [from, to] = [0, this.#kept.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#kept[middle]?.message.seq ?? 0) > seq) to = middle;
      else from = middle + 1;
    }
    return this.#first + from;
  }

  /** The number before the message at a place; null where that is not kept. */
  seqBefore(place: number): number | null {
    if (place === this.#first) return this.#seqBefore;
    return this.#kept[place - this.#first - 1]?.message.seq ?? null;
  }

  /** The number before the first message of a time or later, in microseconds since 1970; null where no older one is kept. */
  seqBeforeTime(atUs: number): number | null {
    const isOlder = ({ message }: Kept) => Date.parse(message.timestamp) * US_PER_MS < atUs - US_PER_MS;
    return this.#kept.findLast(isOlder)?.message.seq ?? null;
  }

  /** What is wanted from a place on, as much as the limit has room for; null where the place is not kept any more. */
  read(place: number, limit: ReadLimit): Reading | null {
    if (place < this.#first) return null;
    const messages: StreamMessage[] = [];
    let size = 0;
    let next = place;
    for (; next < this.end; next++) {
      const kept = this.#kept[next - this.#first];
      if (kept === undefined || !limit.wants(kept.message)) continue;
      if (messages.length > 0 && size + kept.size > limit.size) break;
      messages.push(kept.message);
      size += kept.size;
    }
    return { messages, place: next };
  }

  /** How much text is wanted from a place on. */
  sizeFrom(place: number, wants: ReadLimit['wants']): number {
    let size = 0;
    for (let index = Math.max(0, place - this.#first); index < this.#kept.length; index++) {
      const kept = this.#kept[index];
      if (kept !== undefined && wants(kept.message)) size += kept.size;
    }
    return size;
  }
}

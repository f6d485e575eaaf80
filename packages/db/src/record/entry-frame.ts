import type { OrderHead } from './entry-content.ts';
import { refuse } from './refuse.ts';

/** What the events of one entry stand in while they are written or read: its head, its time, the ids named so far, and the lines below an event. */
export class EntryFrame {
  readonly head: OrderHead;
  /** The time of its first event, in microseconds since 1970, from which the others count. */
  readonly atUs: number;
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  #below: string | null = null;

  constructor(head: OrderHead, atUs: number) {
    this.head = head;
    this.atUs = atUs;
  }

  /** An id as text where the entry has not named it yet, and as the number of its naming from then on. */
  nameOf(id: string): string | number {
    return this.#numbers.get(id) ?? this.#named(id);
  }

  idOf(stored: unknown): string {
    if (typeof stored === 'string') return this.#named(stored);
    const known = typeof stored === 'number' ? this.#texts[stored] : undefined;
    return known ?? refuse('an id', stored);
  }

  /** Lays a text aside for the line below the event. */
  putBelow(text: string): void {
    if (text.includes('\n')) throw new Error('a text of several lines has no line of its own');
    this.#below = text;
  }

  /** The text that was laid aside, once. */
  takeBelow(): string | null {
    const text = this.#below;
    this.#below = null;
    return text;
  }

  #named(id: string): string {
    this.#numbers.set(id, this.#texts.length);
    this.#texts.push(id);
    return id;
  }
}

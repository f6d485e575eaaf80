import type { Duplex } from 'node:stream';
import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import type { QuoteMessage, SessionReader } from './venue-gateway.ts';

/** Unsent bytes after which a reader counts as lost: reports may not be dropped, and memory has an end. */
const UNSENT_BYTES_MAX = 8 * 1_024 * 1_024;

/**
 * One logged-on connection. Messages leave in order, those of one turn of the event loop in one write. For a slow reader quotes are
 * conflated to the newest of each instrument; reports wait, and a reader that takes none of them is cut off.
 */
export class VenueSession implements SessionReader {
  readonly sessionId: string;
  readonly #socket: Duplex;
  readonly #conflated = new Map<string, QuoteMessage>();
  #lines: string[] = [];
  #isBlocked = false;

  constructor(sessionId: string, socket: Duplex) {
    this.sessionId = sessionId;
    this.#socket = socket;
    socket.on('drain', () => this.#unblock());
  }

  /** The instruments whose quotes wait for the reader. */
  get conflatedQuotes(): number {
    return this.#conflated.size;
  }

  send(message: FromVenue): void {
    this.#enqueue(JSON.stringify(message));
  }

  /** A quote is kept back while the reader is slow, and replaced by a newer one. */
  sendQuote(quote: QuoteMessage): void {
    if (this.#isBlocked) this.#conflated.set(quote.instrument_id, quote);
    else this.send(quote);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #enqueue(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    if (this.#lines.length === 0 || this.#socket.destroyed) return;
    const block = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    this.#isBlocked = !this.#socket.write(block);
    if (this.#socket.writableLength > UNSENT_BYTES_MAX) this.destroy();
  }

  #unblock(): void {
    this.#isBlocked = false;
    const waiting = [...this.#conflated.values()];
    this.#conflated.clear();
    for (const quote of waiting) this.sendQuote(quote);
  }
}

import type { Log } from './ports.ts';

interface Closer {
  readonly what: string;
  readonly close: () => void | Promise<void>;
}

/** What has been opened, with how each of it is closed: the newest first, each once. */
export class Closers {
  readonly #log: Log;
  readonly #open: Closer[] = [];
  #closing: Promise<void> | null = null;

  constructor(log: Log) {
    this.#log = log;
  }

  /** True from the first call of `close`. */
  get hasBegun(): boolean {
    return this.#closing !== null;
  }

  /** Notes how something that has just been opened is closed. */
  add(what: string, close: () => void | Promise<void>): void {
    this.#open.push({ what, close });
  }

  /** Closes everything, one after the other. What cannot be closed is told and holds up nothing; whoever asks again waits for the same end. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    for (let each = this.#open.pop(); each !== undefined; each = this.#open.pop()) {
      try {
        await each.close();
      } catch (error) {
        this.#log.error({ what: each.what, error: String(error) }, 'this could not be closed');
      }
    }
  }
}

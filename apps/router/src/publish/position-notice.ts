import type { Log, Timers } from '../ports.ts';

/** How a position is told to those outside. */
export interface NoticePorts {
  /** Tells that the journal has come so far. */
  readonly tell: (position: number) => Promise<void>;
  readonly timers: Timers;
  readonly log: Log;
}

/** News within this time is told once: who hears of it fetches everything up to there. */
const PAUSE_MS = 20;
const AGAIN_MS = 1_000;

/**
 * Tells others how far the journal has come, soon after it has: the payload is theirs to fetch, from where they have read to. What could not be told is
 * told again with the newest position, so that a lost notice costs a moment and nothing else.
 */
export class PositionNotice {
  readonly #ports: NoticePorts;
  #position = 0;
  #told = 0;
  #telling: Promise<void> | null = null;
  #timer: { cancel(): void } | null = null;

  constructor(ports: NoticePorts) {
    this.#ports = ports;
  }

  /** The journal has come to a position. */
  reached(position: number): void {
    this.#position = position;
    if (this.#timer === null && this.#telling === null) this.#later(PAUSE_MS);
  }

  /** Tells what is not told yet, and stops. */
  async stop(): Promise<void> {
    await this.#telling;
    this.#timer?.cancel();
    if (this.#told < this.#position) await this.#tell();
    this.#timer?.cancel();
  }

  #later(delayMs: number): void {
    this.#timer = this.#ports.timers.after(delayMs, () => {
      this.#timer = null;
      this.#telling = this.#tell().finally(() => {
        this.#telling = null;
      });
    });
  }

  async #tell(): Promise<void> {
    const position = this.#position;
    try {
      await this.#ports.tell(position);
      this.#told = position;
      if (this.#told < this.#position) this.#later(PAUSE_MS);
    } catch (error) {
      this.#ports.log.warn(
        { error: String(error), position },
        'the position of the journal could not be told; tried again',
      );
      this.#later(AGAIN_MS);
    }
  }
}

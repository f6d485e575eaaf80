import type { Clock, Log } from '../ports.ts';

/** How often it is written which keys have been used. */
export const WRITE_USES_MS = 60_000;

/** What the times stand on, and where they are kept. */
export interface KeyUsePorts {
  /** Keeps the times (microseconds since 1970) by the ids of keys; rejects where it cannot. */
  readonly keep: (times: ReadonlyMap<string, number>) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** When each key was last used: noted in memory, where a request waits for nothing, and written beside the path. */
export class KeyUses {
  readonly #ports: KeyUsePorts;
  #times = new Map<string, number>();

  constructor(ports: KeyUsePorts) {
    this.#ports = ports;
  }

  /** A key has let somebody in. */
  note(keyId: string): void {
    this.#times.set(keyId, this.#ports.clock.nowUs());
  }

  /** Writes what has been noted since the last time, each key once; what cannot be written now is written the next time. */
  async write(): Promise<void> {
    const times = this.#times;
    if (times.size === 0) return;
    this.#times = new Map();
    try {
      await this.#ports.keep(times);
    } catch (error) {
      this.#ports.log.warn({ error: String(error) }, 'when keys were used could not be written; it is tried again');
      this.#times = new Map([...times, ...this.#times]);
    }
  }
}

import { backoffMs } from '@fairlead/core/math/backoff';
import type { Log, Timers } from '../ports.ts';

/** One event that waits to be told. */
export interface OutboxEvent {
  readonly position: string;
  readonly event_id: string;
  readonly topic: string;
  readonly key: string;
  readonly payload: string;
}

/** Where events wait, and where they are told. */
export interface OutboxPorts {
  /** The oldest events that are not published, in order. */
  readonly next: (limit: number) => Promise<readonly OutboxEvent[]>;
  /** Tells the sink; only then are they marked. A crash between the two tells them twice: consumers drop repeats by event_id. */
  readonly tell: (events: readonly OutboxEvent[]) => Promise<void>;
  readonly mark: (events: readonly OutboxEvent[]) => Promise<void>;
  readonly timers: Timers;
  readonly log: Log;
  /** Uniform in [0, 1), for the pauses. */
  readonly draw: () => number;
}

const BATCH = 500;
const PAUSE_MS = 100;
const PAUSES = { firstMs: 400, longestMs: 10_000 };

/**
 * Relays outbox events to their sink, at least once each, in order for each key. It looks again as soon as a full batch went through, after a short pause
 * otherwise, and with growing pauses while the sink or the database is away: only its own events are late then.
 */
export class OutboxRelay {
  readonly #ports: OutboxPorts;
  #pauseMs = PAUSE_MS;
  #failures = 0;
  #timer: { cancel(): void } | null = null;
  #round: Promise<void> = Promise.resolve();
  #isStopped = false;
  #relayed = 0;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  get relayedCount(): number {
    return this.#relayed;
  }

  start(): void {
    this.#timer = this.#ports.timers.after(this.#pauseMs, () => {
      this.#round = this.#relay().then(() => {
        if (!this.#isStopped) this.start();
      });
    });
  }

  /** Lets the round under way end, tells what is left, and stops. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer?.cancel();
    await this.#round;
    await this.#relay();
  }

  async #relay(): Promise<void> {
    try {
      for (;;) {
        const events = await this.#ports.next(BATCH);
        if (events.length > 0) {
          await this.#ports.tell(events);
          await this.#ports.mark(events);
          this.#relayed += events.length;
        }
        this.#pauseMs = PAUSE_MS;
        this.#failures = 0;
        if (events.length < BATCH) return;
      }
    } catch (error) {
      this.#failures += 1;
      this.#pauseMs = Math.round(backoffMs(this.#failures, PAUSES, this.#ports.draw()));
      this.#ports.log.warn({ error: String(error), nextTryMs: this.#pauseMs }, 'outbox events are waiting');
    }
  }
}

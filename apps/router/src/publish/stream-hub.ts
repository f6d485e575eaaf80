import type { StreamEnd, StreamMessage, StreamTopic } from '@fairlead/contracts/stream';
import type { RaisedAlert } from '@fairlead/contracts/system';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { Clock, Publisher, StreamData } from '../ports.ts';
import { type StreamReader, StreamReading } from './stream-reading.ts';
import { StreamWindow } from './stream-window.ts';

/** How long readers may have the event loop at a time. With a pause of some milliseconds after it, orders come first whatever readers do. */
const PUMP_US_MAX = 2_000;
/** Alerts that are kept for those who come later; the window holds everything, but not for long where much happens. */
const ALERTS_MAX = 100;

/**
 * Numbers every message and keeps the newest in a window that all readers read from, each at its own pace (ADR 0070). Publishing only adds to
 * the window; `pump` and `beat`, on timers, serve the readers. Sequence numbers begin at the start time in microseconds, so that they go on
 * growing over restarts.
 */
export class StreamHub implements Publisher {
  readonly #clock: Clock;
  readonly #window: StreamWindow;
  readonly #readings = new Set<StreamReading>();
  /** The readings that were behind when this round began and have not had their turn. */
  #round: StreamReading[] = [];
  #alerts: readonly RaisedAlert[] = [];
  #isClosed = false;

  constructor(clock: Clock, capacity: number) {
    this.#clock = clock;
    this.#window = new StreamWindow(capacity, clock.nowUs());
  }

  get readerCount(): number {
    return this.#readings.size;
  }

  /** The numbers of the oldest message that is kept and of the one that is made next. */
  get range(): { oldestSeq: number; nextSeq: number } {
    const { oldestSeq, nextSeq } = this.#window;
    return { oldestSeq, nextSeq };
  }

  /** The newest alerts since the start, oldest first. */
  get alerts(): readonly RaisedAlert[] {
    return this.#alerts;
  }

  publish<T extends StreamTopic>(type: T, data: StreamData<T>): void {
    const timestamp = isoTime(this.#clock.nowUs());
    const told: StreamMessage['data'] = data;
    const seq = this.#window.add({ timestamp, type, data: told });
    if ('severity' in told) this.#alerts = [...this.#alerts.slice(1 - ALERTS_MAX), { seq, timestamp, ...told }];
  }

  /** True while somebody has asked for messages of this kind; spares making what nobody reads. */
  hasReaderOf(type: StreamTopic): boolean {
    for (const { reader } of this.#readings) if (reader.topics?.has(type) === true) return true;
    return false;
  }

  /**
   * Begins a reader with the first piece from `fromSeq` on, or with what comes new where that is null. What is not kept, the future included,
   * is told as a GAP. Returns how to end it: with a reason, or null where the reader has left by itself.
   */
  open(reader: StreamReader, fromSeq: number | null): (why: StreamEnd | null) => void {
    const nowUs = this.#clock.nowUs();
    const from = { window: this.#window, seq: this.#window.beginning(fromSeq), nowUs };
    const reading = new StreamReading(reader, from, (ended) => this.#readings.delete(ended));
    this.#readings.add(reading);
    if (this.#isClosed) reading.end('ROUTER_STOPS');
    reading.pump(nowUs);
    return (why) => reading.end(why);
  }

  /**
   * Gives readers that are behind a piece each, in turn, round after round, until none takes more or the time is up. To be called every few
   * milliseconds.
   */
  pump(): void {
    let nowUs = this.#clock.nowUs();
    const untilUs = nowUs + PUMP_US_MAX;
    let anyTook = true;
    while (nowUs < untilUs) {
      if (this.#round.length === 0) {
        if (!anyTook) return;
        anyTook = false;
        this.#round = [...this.#readings].filter((reading) => reading.isBehind).reverse();
      }
      anyTook = this.#round.pop()?.pump(nowUs) === true || anyTook;
      nowUs = this.#clock.nowUs();
    }
  }

  /** Heartbeats, and the end of readers that are stalled. To be called some times a second. */
  beat(): void {
    const nowUs = this.#clock.nowUs();
    for (const reading of this.#readings) reading.beat(nowUs);
  }

  /** Asks of every reader whether it still may read, and ends those that may not. On a timer, and where somebody has lost a right. */
  async recheck(): Promise<void> {
    await Promise.all([...this.#readings].map((reading) => reading.recheck()));
  }

  /** Ends every reader, those that come late too; for the stop of the router. */
  close(): void {
    this.#isClosed = true;
    for (const reading of this.#readings) reading.end('ROUTER_STOPS');
  }
}

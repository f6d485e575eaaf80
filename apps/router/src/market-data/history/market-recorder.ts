import { MarketTape } from '@fairlead/core/market/history/market-tape';
import type { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { Clock, Log } from '../../ports.ts';
import type { Market } from '../market.ts';
import { UnwrittenRows } from './unwritten-rows.ts';

/** What the history of the market is made from and written to. */
export interface MarketRecorderPorts {
  readonly market: Pick<Market, 'instrumentIds' | 'book'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Pick<MarketHistoryRepository, 'ensurePartitions' | 'knownUntil' | 'write'>;
}

/** How often the market is looked at: the history holds at most one change in this time. */
export const LOOK_MS = 20;
/** Every so many looks each book is read, whether it was quoted or not. */
const THOROUGH_EVERY = 5;
/** Between two writings. A crash loses what came since the last: the row under way is written again each time, so that half as often would halve the cost. */
export const WRITE_MS = 10_000;
/** What may wait for a database that is away: hours of thirty instruments. */
const UNWRITTEN_BYTES_MAX = 64 * 1_024 * 1_024;
/** After a database was away. */
const ROWS_AT_ONCE = 500;
const DAY_US = 86_400_000_000;
/** How far back it is looked for where the history ended. */
const EARLIER_US = 90 * DAY_US;

/** Records what every instrument's market shows, beside the order path: looks by a timer, and writes by connections of its own. */
export class MarketRecorder {
  readonly #ports: MarketRecorderPorts;
  readonly #unwritten: UnwrittenRows;
  #tapes: readonly MarketTape[] | null = null;
  #looks = 0;
  #partitionedDay = -1;
  #knowsEarlier = false;
  #writing: Promise<void> | null = null;
  #hasFailed = false;

  constructor(ports: MarketRecorderPorts, bytesMax = UNWRITTEN_BYTES_MAX) {
    this.#ports = ports;
    this.#unwritten = new UnwrittenRows(bytesMax);
  }

  /** Rows that have ended and are not written. */
  get unwrittenCount(): number {
    return this.#unwritten.count;
  }

  /** Looks at every book once. The first look begins the history. */
  look(): void {
    const nowUs = this.#ports.clock.nowUs();
    this.#looks += 1;
    const isThorough = this.#looks % THOROUGH_EVERY === 0;
    if (this.#tapes === null) {
      this.#tapes = this.#begin(nowUs);
      return;
    }
    for (const tape of this.#tapes) this.#unwritten.add(tape.look(nowUs, isThorough));
  }

  /** Writes all that is known so far, once at a time. What cannot be written waits for the next time; a failure is told once. */
  write(): Promise<void> {
    this.#writing ??= this.#writeOrTell().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  /** Writes what is known up to the last look. */
  async close(): Promise<void> {
    await this.#writing;
    await this.write();
  }

  async #writeOrTell(): Promise<void> {
    const { log } = this.#ports;
    try {
      await this.#writeAll();
      if (this.#hasFailed) log.info({}, 'the history of the market is written again');
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) log.warn({ error: String(error) }, 'the history of the market cannot be written now');
      this.#hasFailed = true;
    }
  }

  async #writeAll(): Promise<void> {
    const { store, clock } = this.#ports;
    const nowUs = clock.nowUs();
    if (!this.#knowsEarlier) {
      for (const [instrumentId, sinceUs] of await store.knownUntil(nowUs - EARLIER_US))
        this.#unwritten.isUnknown(instrumentId, { sinceUs, because: 'ROUTER_DOWN' });
      this.#knowsEarlier = true;
    }
    const batch = this.#unwritten.batch((this.#tapes ?? []).flatMap((tape) => tape.underWay() ?? []));
    const [first] = batch;
    if (first === undefined) return;
    await this.#ensureDays(first.fromUs, nowUs);
    for (let from = 0; from < batch.length; from += ROWS_AT_ONCE) {
      const rows = batch.slice(from, from + ROWS_AT_ONCE);
      await store.write(rows);
      this.#unwritten.written(rows);
    }
  }

  /** The worker makes days ahead; whoever writes does not rely on it. */
  async #ensureDays(firstUs: number, nowUs: number): Promise<void> {
    const day = Math.floor(nowUs / DAY_US);
    if (day === this.#partitionedDay) return;
    const daysAhead = day - Math.floor(firstUs / DAY_US) + 1;
    await this.#ports.store.ensurePartitions(firstUs, daysAhead);
    this.#partitionedDay = day;
  }

  #begin(nowUs: number): readonly MarketTape[] {
    const { market } = this.#ports;
    return market.instrumentIds.flatMap((id) => {
      const book = market.book(id);
      return book === undefined ? [] : [new MarketTape(book, nowUs)];
    });
  }
}

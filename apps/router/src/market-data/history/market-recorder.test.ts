import { US_EQUITY_INSTRUMENTS } from '@fairlead/core/catalogue/us-equity-instruments';
import type { TapeRow } from '@fairlead/core/market/history/market-tape';
import { readMinute } from '@fairlead/core/market/history/minute-reader';
import { price, quantity } from '@fairlead/core/money/units';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { describe, expect, it } from 'vitest';
import { Market } from '../market.ts';
import { MarketRecorder } from './market-recorder.ts';

const SECOND_US = 1_000_000;
const BEGIN_US = 1_767_366_000_000_000;

/** A recorder of AAPL and MSFT, with a store and a clock in the test's hands. */
class Recording {
  nowUs = BEGIN_US;
  readonly market = new Market(
    US_EQUITY_INSTRUMENTS.filter(({ instrumentId }) => instrumentId === 'AAPL' || instrumentId === 'MSFT'),
    DEFAULT_VENUES,
  );
  /** The newest of each row that was written, by instrument and beginning. */
  readonly stored = new Map<string, TapeRow>();
  readonly told: string[] = [];
  readonly ensured: [fromUs: number, daysAhead: number][] = [];
  earlier = new Map<string, number>();
  isAway = false;
  /** Resolves before a write is done. */
  pause: Promise<void> = Promise.resolve();
  readonly recorder: MarketRecorder;

  constructor(bytesMax?: number) {
    const log = (_facts: object, message: string) => void this.told.push(message);
    const store = {
      ensurePartitions: async (fromUs: number, daysAhead: number) => {
        this.#ask();
        return this.ensured.push([fromUs, daysAhead]);
      },
      knownUntil: async () => {
        this.#ask();
        return this.earlier;
      },
      write: async (rows: readonly TapeRow[]) => {
        await this.pause;
        this.#ask();
        for (const row of rows) this.stored.set(`${row.instrumentId} ${row.fromUs}`, row);
      },
    };
    const ports = {
      market: this.market,
      clock: { nowUs: () => this.nowUs },
      log: { info: log, warn: log, error: log },
      store,
    };
    this.recorder = new MarketRecorder(ports, bytesMax);
    this.market.setConnected('XNYS', true);
    this.recorder.look();
  }

  #ask(): void {
    if (this.isAway) throw new Error('away');
  }

  /** Looks every half second; AAPL is quoted before each. */
  pass(seconds: number): void {
    for (let half = 0; half < seconds * 2; half++) {
      this.nowUs += SECOND_US / 2;
      const sides = {
        bid: price(1_000_000 + half),
        bidSize: quantity(500),
        ask: price(1_100_000),
        askSize: quantity(500),
      };
      const times = { eventTimeUs: this.nowUs, receiptTimeUs: this.nowUs };
      this.market.applyQuote('XNYS', 'AAPL', { quote: { ...sides, ...times } });
      this.recorder.look();
    }
  }

  rows(instrumentId: string): { from: number; until: number; changes: number; unknown: TapeRow['unknown'] }[] {
    return [...this.stored.values()]
      .filter((row) => row.instrumentId === instrumentId)
      .map(({ fromUs, untilUs, bytes, unknown }) => {
        const read = readMinute(bytes);
        const changes = read.ok ? read.value.changes.length : -1;
        return { from: (fromUs - BEGIN_US) / SECOND_US, until: (untilUs - BEGIN_US) / SECOND_US, changes, unknown };
      });
  }
}

describe('the recorder of the market', () => {
  it('writes what is known so far of every instrument, again and again', async () => {
    const recording = new Recording();
    recording.pass(10);
    await recording.recorder.write();
    expect(recording.rows('AAPL')).toEqual([{ from: 0, until: 10, changes: 21, unknown: null }]);
    expect(recording.rows('MSFT')).toEqual([{ from: 0, until: 10, changes: 1, unknown: null }]);
    recording.pass(80);
    await recording.recorder.write();
    expect(recording.rows('AAPL').map(({ from, until }) => [from, until])).toEqual([
      [0, 60],
      [60, 90],
    ]);
    expect(recording.recorder.unwrittenCount).toBe(0);
    expect(recording.told).toEqual([]);
  });

  it('makes the day of what it writes, and the next, once', async () => {
    const recording = new Recording();
    recording.pass(1);
    await recording.recorder.write();
    recording.pass(1);
    await recording.recorder.write();
    expect(recording.ensured).toEqual([[BEGIN_US, 1]]);
  });

  it('keeps what cannot be written, tells it once, and writes it when the database is back', async () => {
    const recording = new Recording();
    recording.isAway = true;
    recording.pass(150);
    await recording.recorder.write();
    await recording.recorder.write();
    expect(recording.recorder.unwrittenCount).toBe(4);
    recording.isAway = false;
    await recording.recorder.write();
    expect(recording.rows('AAPL').map(({ from, until, unknown }) => [from, until, unknown])).toEqual([
      [0, 60, null],
      [60, 120, null],
      [120, 150, null],
    ]);
    expect(recording.told).toEqual([
      'the history of the market cannot be written now',
      'the history of the market is written again',
    ]);
  });

  it('gives up the oldest beyond its bound, and says from when to when that is missing', async () => {
    const recording = new Recording(1_000);
    recording.isAway = true;
    recording.pass(300);
    await recording.recorder.write();
    recording.isAway = false;
    await recording.recorder.write();
    const [first, ...more] = recording.rows('AAPL');
    expect(first?.from).toBeGreaterThan(60);
    expect(first?.unknown).toEqual({ sinceUs: BEGIN_US, because: 'NOT_WRITTEN' });
    expect(more.map(({ unknown }) => unknown)).toEqual(more.map(() => null));
    recording.pass(60);
    await recording.recorder.write();
    expect(recording.rows('AAPL').filter(({ unknown }) => unknown !== null)).toHaveLength(1);
  });

  it('says that the router was not there since the history of before ended', async () => {
    const recording = new Recording();
    recording.earlier = new Map([['AAPL', BEGIN_US - 100 * SECOND_US]]);
    recording.pass(70);
    await recording.recorder.write();
    const unknown = { sinceUs: BEGIN_US - 100 * SECOND_US, because: 'ROUTER_DOWN' };
    expect(recording.rows('AAPL').map((row) => row.unknown)).toEqual([unknown, null]);
    expect(recording.rows('MSFT').map((row) => row.unknown)).toEqual([null, null]);
  });

  it('writes what it knows before it ends, also where a write is under way', async () => {
    const recording = new Recording();
    recording.pass(5);
    let goOn = () => {};
    recording.pause = new Promise((resolve) => {
      goOn = resolve;
    });
    void recording.recorder.write();
    recording.pass(5);
    const closed = recording.recorder.close();
    goOn();
    await closed;
    expect(recording.rows('AAPL')).toMatchObject([{ from: 0, until: 10 }]);
  });
});

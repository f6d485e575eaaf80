import { describe, expect, it } from 'vitest';
import { US_EQUITY_INSTRUMENTS } from '../../catalogue/us-equity-instruments.ts';
import type { Instrument } from '../../instrument/instrument.ts';
import { price, quantity } from '../../money/units.ts';
import { venueOf } from '../../testing/market.ts';
import { InstrumentBook } from '../instrument-book.ts';
import { MINUTE_US } from './history-minute.ts';
import { MarketTape, type TapeRow } from './market-tape.ts';
import { readMinute } from './minute-reader.ts';

const MINUTE_BEGINS_US = 1_767_366_000_000_000;
const SECOND_US = 1_000_000;
const LOOK_US = 20_000;

/** A book that NYSE and Arca quote, and the tape of it, with a clock that a test sets. */
class Tape {
  nowUs = MINUTE_BEGINS_US + 30 * SECOND_US;
  readonly book = new InstrumentBook(spy(), [venueOf('XNYS'), venueOf('ARCX')]);
  readonly rows: TapeRow[] = [];
  readonly tape: MarketTape;

  constructor() {
    this.tape = new MarketTape(this.book, this.nowUs);
  }

  quote(bidCents: number, afterUs: number, size = 100): void {
    const sized = { bid: price(bidCents * 100), bidSize: quantity(size), ask: price(70_000), askSize: quantity(300) };
    const atUs = this.nowUs + afterUs;
    this.book.applyQuote(0, { ...sized, eventTimeUs: atUs, receiptTimeUs: atUs });
  }

  /** Lets time pass with a look every 20 ms, the last one at its end. */
  pass(us: number): void {
    const untilUs = this.nowUs + us;
    while (this.nowUs < untilUs) this.lookAfter(Math.min(LOOK_US, untilUs - this.nowUs));
  }

  lookAfter(us: number, isThorough = false): void {
    this.nowUs += us;
    this.rows.push(...this.tape.look(this.nowUs, isThorough));
  }

  /** The bids of a row in cents, by microseconds after the first look. */
  bids(row: TapeRow | null | undefined): [number, number | null][] {
    const read = readMinute(row?.bytes ?? new Uint8Array());
    if (!read.ok) throw new Error(read.error);
    const begunUs = MINUTE_BEGINS_US + 30 * SECOND_US;
    return read.value.changes.map(({ atUs, bid }) => [atUs - begunUs, bid === null ? null : bid.price / 100]);
  }
}

function spy(changes: Partial<Instrument> = {}): Instrument {
  const found = US_EQUITY_INSTRUMENTS.find(({ instrumentId }) => instrumentId === 'SPY');
  if (found === undefined) throw new Error('SPY is not in the catalogue');
  return { ...found, ...changes };
}

describe('the tape of a market', () => {
  it('keeps what stood at its beginning, and each change with the time of its quote', () => {
    const tape = new Tape();
    tape.quote(600, 4_321);
    tape.lookAfter(LOOK_US);
    expect(tape.bids(tape.tape.underWay())).toEqual([
      [0, null],
      [4_321, 600],
    ]);
  });

  it('keeps the last of the changes between two looks', () => {
    const tape = new Tape();
    tape.quote(600, 1_000);
    tape.quote(601, 2_000);
    tape.quote(602, 3_000);
    tape.lookAfter(LOOK_US);
    expect(tape.bids(tape.tape.underWay())).toEqual([
      [0, null],
      [3_000, 602],
    ]);
  });

  it('says nothing new where nothing of the best has changed', () => {
    const tape = new Tape();
    for (let times = 0; times < 3; times++) {
      tape.quote(600, 1_000);
      tape.lookAfter(LOOK_US);
    }
    expect(tape.bids(tape.tape.underWay())).toHaveLength(2);
  });

  it('sees odd lots at better prices too', () => {
    const tape = new Tape();
    tape.quote(600, 1_000, 5);
    tape.lookAfter(LOOK_US);
    const read = readMinute(tape.tape.underWay()?.bytes ?? new Uint8Array());
    expect(read.ok && read.value.changes.at(-1)).toMatchObject({ bid: null, oddBid: { price: 60_000, size: 5 } });
  });

  it('ends its row with the minute, and begins the next with what stands then', () => {
    const tape = new Tape();
    tape.quote(600, 1_000);
    tape.pass(30 * SECOND_US - LOOK_US / 2);
    tape.quote(601, LOOK_US / 4);
    tape.quote(602, LOOK_US / 2 + 100);
    tape.lookAfter(LOOK_US);
    const [ended, ...more] = tape.rows;
    expect(more).toEqual([]);
    // The quote before the minute's end was overtaken by one after it, between the same two looks.
    expect(tape.bids(ended)).toEqual([
      [0, null],
      [1_000, 600],
    ]);
    expect(ended).toMatchObject({ untilUs: MINUTE_BEGINS_US + MINUTE_US, unknown: null });
    expect(tape.bids(tape.tape.underWay())).toEqual([
      [30 * SECOND_US, 600],
      [30 * SECOND_US + 100, 602],
    ]);
  });

  it('writes a row for a minute in which nothing changed: that is known too', () => {
    const tape = new Tape();
    tape.quote(600, 1_000);
    tape.pass(2 * MINUTE_US);
    expect(tape.rows.map(({ fromUs, untilUs }) => untilUs - fromUs)).toEqual([30 * SECOND_US, MINUTE_US]);
    expect(tape.bids(tape.rows[1])).toEqual([[30 * SECOND_US, 600]]);
  });

  it('knows nothing of the time in which nobody looked', () => {
    const tape = new Tape();
    tape.quote(600, 1_000);
    tape.pass(SECOND_US);
    const lookedUs = tape.nowUs;
    tape.quote(601, 9 * SECOND_US);
    tape.lookAfter(10 * SECOND_US);
    expect(tape.rows).toMatchObject([{ untilUs: lookedUs, unknown: null }]);
    tape.pass(LOOK_US);
    expect(tape.tape.underWay()).toMatchObject({
      fromUs: lookedUs + 10 * SECOND_US,
      unknown: { sinceUs: lookedUs, because: 'ROUTER_STALLED' },
    });
    expect(tape.bids(tape.tape.underWay())).toEqual([[11 * SECOND_US, 601]]);
    // Said once: the next row goes on from this one.
    tape.pass(MINUTE_US);
    expect(tape.tape.underWay()?.unknown).toBeNull();
  });

  it('counts the time since the first stop where one stop follows another', () => {
    const tape = new Tape();
    tape.lookAfter(2 * SECOND_US);
    tape.lookAfter(2 * SECOND_US);
    tape.pass(LOOK_US);
    const begunUs = MINUTE_BEGINS_US + 30 * SECOND_US;
    expect(tape.rows).toEqual([]);
    expect(tape.tape.underWay()?.unknown).toEqual({ sinceUs: begunUs, because: 'ROUTER_STALLED' });
  });

  it('finds what changes without a quote when it looks thoroughly: a session that ends, a halt', () => {
    const tape = new Tape();
    tape.quote(600, 1_000);
    tape.lookAfter(LOOK_US);
    tape.book.quotes.setLive(0, false);
    tape.lookAfter(LOOK_US);
    expect(tape.bids(tape.tape.underWay()).at(-1)).toEqual([1_000, 600]);
    tape.lookAfter(LOOK_US, true);
    expect(tape.bids(tape.tape.underWay()).at(-1)).toEqual([3 * LOOK_US, null]);
    tape.book.setInstrument(spy({ status: 'HALTED' }));
    tape.lookAfter(LOOK_US, true);
    const read = readMinute(tape.tape.underWay()?.bytes ?? new Uint8Array());
    expect(read.ok && read.value.changes.at(-1)?.state).toBe('HALTED');
  });
});

describe('what venues print and say of the trading', () => {
  const BEGUN_US = MINUTE_BEGINS_US + 30 * SECOND_US;
  const said = (row: TapeRow | null | undefined) => {
    const read = readMinute(row?.bytes ?? new Uint8Array());
    if (!read.ok) throw new Error(read.error);
    return {
      sales: read.value.lastSales.map(({ atUs, price: at, condition }) => [atUs - BEGUN_US, at, condition]),
      statuses: read.value.statuses.map(({ atUs, status }) => [atUs - BEGUN_US, status]),
    };
  };
  const print = (tape: Tape, at: number, afterUs: number, condition: 'REGULAR' | 'CLOSE' = 'REGULAR') =>
    tape.book.print({ atUs: tape.nowUs + afterUs, price: price(at), quantity: quantity(100), condition });

  it('is kept in the row of its minute, each print with its own time, also where a look comes after the minute', () => {
    const tape = new Tape();
    tape.pass(30 * SECOND_US - 10_000);
    print(tape, 61_000, 9_999);
    print(tape, 61_100, 10_000, 'CLOSE');
    print(tape, 61_200, 10_001);
    tape.lookAfter(20_000);
    expect(said(tape.rows[0]).sales).toEqual([[30 * SECOND_US - 1, 61_000, 'REGULAR']]);
    expect(said(tape.tape.underWay()).sales).toEqual([
      [30 * SECOND_US, 61_100, 'CLOSE'],
      [30 * SECOND_US + 1, 61_200, 'REGULAR'],
    ]);
  });

  it('is not kept where it can be no trade', () => {
    const tape = new Tape();
    expect([print(tape, 0, 5), print(tape, 61_000, 6)]).toEqual([false, true]);
    tape.lookAfter(LOOK_US);
    expect(said(tape.tape.underWay()).sales).toEqual([[6, 61_000, 'REGULAR']]);
  });

  it('begins each row with the status that stands then, and notes each other one when it is seen', () => {
    const tape = new Tape();
    tape.book.setTradingStatus({ atUs: tape.nowUs, status: 'HALTED' });
    tape.lookAfter(LOOK_US);
    tape.pass(30 * SECOND_US);
    tape.book.setTradingStatus({ atUs: tape.nowUs, status: 'TRADING' });
    tape.lookAfter(LOOK_US);
    tape.book.setTradingStatus({ atUs: tape.nowUs, status: 'TRADING' });
    tape.lookAfter(LOOK_US);
    expect(said(tape.rows[0]).statuses).toEqual([[LOOK_US, 'HALTED']]);
    expect(said(tape.tape.underWay()).statuses).toEqual([
      [30 * SECOND_US, 'HALTED'],
      [30 * SECOND_US + 2 * LOOK_US, 'TRADING'],
    ]);
  });

  it('is not known of the time in which nobody looked', () => {
    const tape = new Tape();
    print(tape, 61_000, 1_500_000);
    tape.lookAfter(3 * SECOND_US);
    tape.lookAfter(LOOK_US);
    expect(said(tape.tape.underWay()).sales).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price, quantity } from '../../money/units.ts';
import { NBBO_STATES } from '../nbbo.ts';
import { SALE_CONDITIONS, TRADING_STATUSES } from '../venue-news.ts';
import {
  FIELD_BITS,
  type HistoryMinute,
  MINUTE_US,
  NOTHING_SHOWN,
  SALE_CODES,
  STATE_CODES,
  TRADING_CODES,
} from './history-minute.ts';
import { marketAt, readMinute } from './minute-reader.ts';
import { MinuteWriter, writeMinute } from './minute-writer.ts';
import type { ShownMarket } from './shown-market.ts';

const NOON_US = 1_767_366_000_000_000;
const scaled = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 999_999_999_999_999 }));
const side = fc.option(fc.record({ price: scaled.map(price), size: scaled.map(quantity) }));
const market: fc.Arbitrary<ShownMarket> = fc.record({
  state: fc.constantFrom(...NBBO_STATES),
  bid: side,
  ask: side,
  oddBid: side,
  oddAsk: side,
  isBidBelieved: fc.boolean(),
  isAskBelieved: fc.boolean(),
});
const laterUs = fc.integer({ min: 0, max: 1_000_000 });
const sale = fc.record({
  price: scaled.map(price),
  quantity: scaled.map(quantity),
  condition: fc.constantFrom(...SALE_CONDITIONS),
});
const placed = fc
  .tuple(sale, fc.constantFrom(true, false, undefined))
  .map(([printed, isOnExchange]) => (isOnExchange === undefined ? printed : { ...printed, isOnExchange }));
const status = fc.record({ status: fc.constantFrom(...TRADING_STATUSES) });
const NOTHING_SAID = { lastSales: [], statuses: [] };

/** The steps at their times. */
function inTime<Step extends object>(fromUs: number, steps: readonly [number, Step][]): (Step & { atUs: number })[] {
  let atUs = fromUs;
  return steps.map(([afterUs, step]) => {
    atUs += afterUs;
    return { ...step, atUs };
  });
}

const decimals = fc.integer({ min: 0, max: 8 });
const minute: fc.Arbitrary<HistoryMinute> = fc
  .record({
    fromUs: fc.integer({ min: 0, max: 7_000_000_000_000_000 }),
    scale: fc.record({ priceDecimals: decimals, quantityDecimals: decimals }),
    changes: fc.array(fc.tuple(laterUs, market), { maxLength: 60 }),
    lastSales: fc.array(fc.tuple(laterUs, placed), { maxLength: 20 }),
    statuses: fc.array(fc.tuple(laterUs, status), { maxLength: 5 }),
  })
  .map(({ fromUs, scale, changes, lastSales, statuses }) => ({
    fromUs,
    scale,
    changes: inTime(fromUs, changes),
    lastSales: inTime(fromUs, lastSales),
    statuses: inTime(fromUs, statuses),
  }));
const quoted = (bid: number): ShownMarket => ({
  ...NOTHING_SHOWN,
  state: 'NORMAL',
  bid: { price: price(bid), size: quantity(100) },
  ask: { price: price(bid + 1), size: quantity(300) },
});
const scale = { priceDecimals: 4, quantityDecimals: 0 };

describe('a minute of market history', () => {
  it('is read back as it was written, to the last digit and microsecond', () => {
    fc.assert(
      fc.property(minute, (whole) => {
        expect(readMinute(writeMinute(whole))).toEqual({ ok: true, value: whole });
      }),
      { numRuns: 500 },
    );
  });

  it('can be read while it is under way, as far as it was written', () => {
    const writer = new MinuteWriter(NOON_US, scale);
    writer.add(quoted(1_000_000), NOON_US);
    const first = writer.bytes();
    writer.add(quoted(1_000_100), NOON_US + 20_000);
    const read = readMinute(first);
    expect(read.ok && read.value.changes.map((change) => change.bid?.price)).toEqual([1_000_000]);
  });

  it('takes a few bytes a change', () => {
    const writer = new MinuteWriter(NOON_US, scale);
    writer.add(quoted(1_000_000), NOON_US);
    const before = writer.length;
    writer.add(quoted(1_000_001), NOON_US + 20_000);
    // Three bytes of time, one that says what follows, one each for the two prices.
    expect(writer.length - before).toBe(6);
  });

  it('is read past what a later version adds to it', () => {
    const changes = [{ ...quoted(1_000_000), atUs: NOON_US + 5 }];
    const whole = { fromUs: NOON_US, scale, changes, ...NOTHING_SAID };
    const [imbalances, indications] = [
      [5, 3, 255, 0, 17],
      [6, 0],
    ];
    const later = Uint8Array.from([...writeMinute(whole), ...imbalances, ...indications]);
    expect(readMinute(later)).toEqual({ ok: true, value: whole });
  });

  it('of before there were prints and statuses is read, and written to the same bytes', () => {
    const before = Uint8Array.from([
      ...[1, 4, 0, 128, 248, 248, 180, 143, 237, 145, 3, 1, 24, 0, 79, 128, 137, 122, 200, 1, 200, 138, 122, 216, 4],
      ...[25, 160, 156, 1, 71, 200, 1, 200, 1, 200, 1, 9],
    ]);
    const read = readMinute(before);
    expect(read).toMatchObject({ ok: true, value: { fromUs: NOON_US, ...NOTHING_SAID } });
    if (!read.ok) return;
    expect(read.value.changes.map(({ bid, ask }) => [bid?.price, ask?.price])).toEqual([
      [1_000_000, 1_000_100],
      [1_000_100, 1_000_200],
    ]);
    expect(writeMinute(read.value)).toEqual(before);
  });

  it('is refused where a print or a status in it cannot be', () => {
    const head = [...writeMinute({ fromUs: 0, scale, changes: [], ...NOTHING_SAID })];
    const broken = { ok: false, error: 'BROKEN' };
    const sectionOf = (kind: number, content: readonly number[]) =>
      readMinute(Uint8Array.from([...head, kind, content.length, ...content]));
    expect(sectionOf(2, [0, 0, 2, 100]).ok).toBe(true);
    for (const content of [[0, 3, 2, 100], [0, 0, 0, 100], [0, 0, 2, 0], [0, 0, 2], [0]])
      expect(sectionOf(2, content)).toEqual(broken);
    expect(sectionOf(3, [0, 3]).ok).toBe(true);
    for (const content of [[0, 4], [0]]) expect(sectionOf(3, content)).toEqual(broken);
  });

  it('is refused where it is written in a form that this reader does not know', () => {
    const bytes = writeMinute({ fromUs: NOON_US, scale, changes: [], ...NOTHING_SAID });
    bytes[0] = 2;
    expect(readMinute(bytes)).toEqual({ ok: false, error: 'UNKNOWN_VERSION' });
  });

  it('is refused where a part of it is missing or cannot be, and never read as something else', () => {
    const whole = {
      fromUs: NOON_US,
      scale,
      ...NOTHING_SAID,
      changes: [1, 2, 3].map((step) => ({ ...quoted(1_000_000 + step * 700), atUs: NOON_US + step * 20_000 })),
    };
    const bytes = writeMinute(whole);
    for (let length = 0; length < bytes.length; length++) {
      const read = readMinute(bytes.slice(0, length));
      const endsBeforeItsSection = read.ok && read.value.changes.length === 0;
      expect(endsBeforeItsSection || !read.ok, `the first ${length} bytes`).toBe(true);
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => void readMinute(any)));
    const ofNoState = Uint8Array.from([1, 4, 0, 0, 1, 3, 0, FIELD_BITS.STATE, 7]);
    expect(readMinute(ofNoState)).toEqual({ ok: false, error: 'BROKEN' });
  });

  it('refuses a change before the last one', () => {
    const writer = new MinuteWriter(NOON_US, scale);
    writer.add(quoted(1_000_000), NOON_US + 10);
    expect(() => writer.add(quoted(1_000_000), NOON_US + 9)).toThrow('no whole number');
  });

  it('has codes of its states that never change their meaning', () => {
    expect(STATE_CODES).toEqual({ STALE: 0, NORMAL: 1, LOCKED: 2, CROSSED: 3, ONE_SIDED: 4, HALTED: 5 });
    expect(SALE_CODES).toEqual({ REGULAR: 0, OPEN: 1, CLOSE: 2 });
    expect(TRADING_CODES).toEqual({ TRADING: 0, HALTED: 1, PRE_OPEN: 2, CLOSED: 3 });
  });
});

describe('the market of a minute at an instant', () => {
  it('is its last change up to then, and none before the first', () => {
    fc.assert(
      fc.property(minute, fc.integer({ min: -10, max: MINUTE_US }), (whole, afterUs) => {
        const atUs = whole.fromUs + afterUs;
        const searched = whole.changes.filter((change) => change.atUs <= atUs).at(-1) ?? null;
        expect(marketAt(whole, atUs)).toEqual(searched);
      }),
    );
  });
});

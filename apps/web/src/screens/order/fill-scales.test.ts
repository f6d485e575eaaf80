import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceMarks, priceRange, timeMarks, withLimit } from './fill-scales';

const RECEIVED_MS = Date.UTC(2026, 10, 27, 15, 30);
const HOUR_MS = 3_600_000;
const ORDER = { at_ms: RECEIVED_MS, arrival_mid: 100 };
const step = (price: number) => ({ fromMs: RECEIVED_MS, untilMs: RECEIVED_MS + 1, price });

describe('the prices of the picture', () => {
  it('hold what was quoted, and not a stray quote among hundreds', () => {
    const quotes = Array.from({ length: 300 }, (_, index) => step(99.9 + (index % 3) / 10));
    const range = priceRange(ORDER, [], [...quotes, step(0.01), step(199_999)]);
    expect(range?.low).toBeGreaterThan(99.5);
    expect(range?.high).toBeLessThan(100.5);
  });

  it.each([
    ['a stock', 100],
    ['a share of a penny', 0.0021],
    ['a coin', 98_000],
  ])('have room around a single price of %s', (_, mid) => {
    const range = priceRange({ ...ORDER, arrival_mid: mid }, [], []);
    if (range === null) throw new Error('a range expected');
    expect(range.low).toBeLessThan(mid);
    expect(range.high).toBeGreaterThan(mid);
    expect(priceMarks(range, 5).length).toBeGreaterThan(0);
  });

  it('are none where nothing was ever quoted or filled', () => {
    expect(priceRange({ ...ORDER, arrival_mid: null }, [], [])).toBeNull();
  });

  it('make room for a limit that is near, and none for one that is far', () => {
    const range = { low: 99, high: 101 };
    expect(withLimit(range, 102).high).toBeGreaterThan(102);
    expect(withLimit(range, 900)).toEqual(range);
    expect(withLimit(range, null)).toEqual(range);
  });
});

describe('the marks of time', () => {
  const texts = (lastsMs: number) =>
    timeMarks({ fromMs: RECEIVED_MS, toMs: RECEIVED_MS + lastsMs }, RECEIVED_MS, 5).map(({ text }) => text);

  it.each([
    [0.5, ['received', '+100 µs', '+200 µs', '+300 µs', '+400 µs', '+500 µs']],
    [5_000, ['received', '+1.00 s', '+2.00 s', '+3.00 s', '+4.00 s', '+5.00 s']],
    [2 * HOUR_MS, ['10:30', '11:00', '11:30', '12:00', '12:30']],
    [3 * 24 * HOUR_MS, ['11-28 00:00', '11-29 00:00', '11-30 00:00']],
    [30 * 24 * HOUR_MS, ['12-03 00:00', '12-09 00:00', '12-15 00:00', '12-21 00:00', '12-27 00:00']],
  ])('of %d ms fit it', (lastsMs, marks) => {
    expect(texts(lastsMs).slice(0, 6)).toEqual(marks);
  });

  it('are few and within the life, whatever its length', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 90 * 24 * HOUR_MS, noNaN: true }), (lastsMs) => {
        const toMs = RECEIVED_MS + lastsMs;
        const marks = timeMarks({ fromMs: RECEIVED_MS, toMs }, RECEIVED_MS, 5);
        expect(marks.length).toBeLessThanOrEqual(6);
        for (const { atMs } of marks) expect(atMs >= RECEIVED_MS - 1e-3 && atMs <= toMs + 1e-3).toBe(true);
      }),
    );
  });
});

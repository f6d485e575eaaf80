import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price } from '../money/units.ts';
import { isOnTick, tickAt, US_EQUITY_TICK_BANDS } from './tick.ts';

const equity = { tickBands: US_EQUITY_TICK_BANDS };

describe('the tick of a US equity (Rule 612), at four decimals', () => {
  it.each([
    ['0.0001', 1, 1, true],
    ['0.5001', 5_001, 1, true],
    ['0.9999', 9_999, 1, true],
    ['1.0000', 10_000, 100, true],
    ['1.0001', 10_001, 100, false],
    ['1.0050', 10_050, 100, false],
    ['1.0100', 10_100, 100, true],
    ['100.0099', 1_000_099, 100, false],
    ['100.0100', 1_000_100, 100, true],
    ['250000.0000', 2_500_000_000, 100, true],
  ])('at $%s', (_, at, tick, onTick) => {
    expect(tickAt(equity, price(at))).toBe(tick);
    expect(isOnTick(equity, price(at))).toBe(onTick);
  });

  it('is a cent from a dollar on, and any ten-thousandth below', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (at) => {
        expect(isOnTick(equity, price(at))).toBe(at < 10_000 || at % 100 === 0);
      }),
    );
  });
});

describe('the tick of any instrument', () => {
  it('is that of the highest band that the price has reached', () => {
    const bands = [0, 1_000, 5_000].map((from, index) => ({
      fromPrice: price(from),
      tick: price([1, 5, 25][index] ?? 0),
    }));
    expect([0, 999, 1_000, 4_999, 5_000, 9_000].map((at) => tickAt({ tickBands: bands }, price(at)))).toEqual([
      1, 1, 5, 5, 25, 25,
    ]);
  });

  it('is one unit of the price scale where no band is set', () => {
    expect(tickAt({ tickBands: [] }, price(777))).toBe(1);
  });
});

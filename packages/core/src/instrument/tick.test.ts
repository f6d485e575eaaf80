import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { price } from '../money/units.ts';
import { DEFAULT_RULE_CALENDAR } from '../rule-calendar/default-rules.ts';
import { isOnTick, movedByTicks, roundedDownToTick, roundedUpToTick, tickAt } from './tick.ts';

const ruled = { instrumentId: 'AAPL', assetClass: 'EQUITY', priceDecimals: 4 } as const;
const equity = { tickBands: DEFAULT_RULE_CALENDAR.tickBandsOn('2018-01-02', ruled, null) ?? [] };

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

describe('a price that is brought to a tick', () => {
  it.each([
    ['$1.0291 down', roundedDownToTick, 10_291, 10_200],
    ['$1.0291 up', roundedUpToTick, 10_291, 10_300],
    ['$0.9690 down', roundedDownToTick, 9_690, 9_690],
    ['$0.9999 up', roundedUpToTick, 9_999, 9_999],
    ['$1.0000 down', roundedDownToTick, 10_000, 10_000],
    ['$1.0001 down', roundedDownToTick, 10_001, 10_000],
    ['$1.0001 up', roundedUpToTick, 10_001, 10_100],
    ['nothing down', roundedDownToTick, 0, 0],
  ])('at four decimals, %s', (_, rounded, at, expected) => {
    expect(rounded(equity, price(at))).toBe(expected);
  });

  it.each([
    ['$1.00, one down', 10_000, -1, 9_999],
    ['$0.9999, one up', 9_999, 1, 10_000],
    ['$0.9999, two up', 9_999, 2, 10_100],
    ['$1.01, two down', 10_100, -2, 9_999],
    ['$0.0001, two down', 1, -2, 0],
    ['$10.005, off its tick, one up', 100_050, 1, 100_100],
    ['$10.00, none', 100_000, 0, 100_000],
  ])('or moved by ticks: %s', (_, from, ticks, expected) => {
    expect(movedByTicks(equity, price(from), ticks)).toBe(expected);
  });

  it('is the nearest one on a tick at its own price, whatever the bands are (property)', () => {
    const bands = fc
      .uniqueArray(fc.record({ from: fc.integer({ min: 1, max: 300 }), tick: fc.integer({ min: 1, max: 40 }) }), {
        selector: ({ from }) => from,
        maxLength: 4,
      })
      .map((some) => [{ from: 0, tick: 1 }, ...some.sort((a, b) => a.from - b.from)])
      .map((all) => ({ tickBands: all.map(({ from, tick }) => ({ fromPrice: price(from), tick: price(tick) })) }));
    fc.assert(
      fc.property(bands, fc.integer({ min: 0, max: 400 }), (instrument, at) => {
        const onTick = (each: number) => isOnTick(instrument, price(each));
        let down = at;
        while (!onTick(down)) down -= 1;
        let up = at;
        while (!onTick(up)) up += 1;
        expect([roundedDownToTick(instrument, price(at)), roundedUpToTick(instrument, price(at))]).toEqual([down, up]);
        expect(movedByTicks(instrument, movedByTicks(instrument, price(down), 1), -1)).toBe(down);
      }),
      { numRuns: 2_000 },
    );
  });
});

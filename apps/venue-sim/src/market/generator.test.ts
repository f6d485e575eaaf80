import { describe, expect, test } from 'vitest';
import { instrumentNamed, MarketHarness } from '../../test/market-harness.ts';
import { type MarketStatistics, measure } from '../../test/market-statistics.ts';

const SECONDS = 10_000;

/** The symbols whose spread class is that of the measured stock, so that SOURCES.md has something to say about them. */
function statisticsOf(instrumentId: string, seed: number): MarketStatistics {
  return measure(new MarketHarness({ instrument: instrumentNamed(instrumentId), seed }), SECONDS);
}

function expectWithin(value: number | undefined, wanted: number, band: number): void {
  expect(Math.abs((value ?? 0) - wanted), `${value} is not within ${band} of ${wanted}`).toBeLessThanOrEqual(band);
}

/** `WMT` is listed in New York like the measured stock; the figures are those of SOURCES.md, shares of rows unless said otherwise. */
describe('a generated market against the measured one', () => {
  const statistics = statisticsOf('WMT', 20_180_102);

  test('the time-weighted spread mix: 17, 27, 20, 9 and 27 % at 1 to 4 and 5 or more ticks, each within 4 points', () => {
    for (const [index, wanted] of [0.17, 0.27, 0.2, 0.09, 0.27].entries()) {
      expectWithin(statistics.spreadTime[index], wanted, 0.04);
    }
  });

  test('the mean spread of 3.70 ticks within 0.4', () => {
    expectWithin(statistics.spreadMeanTicks, 3.7, 0.4);
  });

  test.each([
    ['XNYS', 0.67],
    ['XNAS', 0.52],
    ['ARCX', 0.45],
    ['EDGX', 0.34],
    ['BATS', 0.28],
    ['XBOS', 0.26],
    ['BATY', 0.13],
    ['EDGA', 0.08],
    ['XASE', 0.07],
    ['IEXG', 0.06],
    ['XPSX', 0.02],
    ['XCHI', 0.003],
  ])('%s is at the best bid in its measured share of rows, within 6 points', (venueId, wanted) => {
    expectWithin(statistics.atBidRows.get(venueId), wanted, 0.06);
  });

  test('one, two, three and more venues at the best bid: 29.5, 22.5, 17.9 and 30 % within 8 points', () => {
    for (const [index, wanted] of [0.295, 0.225, 0.179, 0.3].entries()) {
      expectWithin(statistics.venuesAtBidRows[index], wanted, 0.08);
    }
  });

  test('locked in about 1 % of the rows (0.1 to 2 %) and in none of the time, never crossed, never one-sided', () => {
    expect(statistics.lockedRows).toBeGreaterThan(0.001);
    expect(statistics.lockedRows).toBeLessThan(0.02);
    expect(statistics.lockedTime).toBeLessThan(0.0001);
    expect(statistics.crossedRows).toBe(0);
    expect(statistics.oneSidedRows).toBe(0);
  });

  test('the best price changes in 8 % of the rows, within 4 points', () => {
    expectWithin(statistics.priceChangeRows, 17_185 / 213_427, 0.04);
  });

  test('the rate is the rate that was asked for, within 15 %', () => {
    expectWithin(statistics.rowsPerSecond / 18, 1, 0.15);
  });
});

test.each(['AAPL', 'F', 'META', 'SPY', 'TSLA'])(
  '%s is never crossed or one-sided, and seldom locked',
  (instrumentId) => {
    const statistics = measure(new MarketHarness({ instrument: instrumentNamed(instrumentId), seed: 4 }), 2_000);
    expect(statistics.crossedRows).toBe(0);
    expect(statistics.oneSidedRows).toBe(0);
    expect(statistics.lockedRows).toBeLessThan(0.04);
    expect(statistics.lockedTime).toBeLessThan(0.001);
  },
);

test('the listing venue has the presence that New York has in the measured stock', () => {
  const statistics = measure(new MarketHarness({ instrument: instrumentNamed('MSFT'), seed: 6 }), 2_000);
  expect(statistics.atBidRows.get('XNAS') ?? 0).toBeGreaterThan(statistics.atBidRows.get('XNYS') ?? 0);
});

test('one seed makes one market, bit for bit; another seed another', () => {
  const tape = (seed: number): string => {
    const rows: string[] = [];
    const harness = new MarketHarness({ instrument: instrumentNamed('JNJ'), seed });
    harness.run(200_000_000, (venueId, top, timeUs) => rows.push(JSON.stringify([venueId, top, timeUs])));
    return rows.join('\n');
  };
  expect(tape(1)).toBe(tape(1));
  expect(tape(1)).not.toBe(tape(2));
});

test('the price moves with the symbol’s volatility, within a third', () => {
  const instrument = instrumentNamed('JNJ');
  const changes: number[] = [];
  for (let seed = 1; seed <= 40; seed++) {
    const harness = new MarketHarness({ instrument, seed, rowsPerSecond: 2 });
    const middles: number[] = [];
    for (let minute = 0; minute <= 20; minute++) {
      harness.run(minute * 60_000_000, () => {});
      const nbbo = harness.consolidated.nbbo();
      middles.push(nbbo === null ? Number.NaN : (nbbo.bid + nbbo.ask) / 2);
    }
    changes.push(Math.log((middles[20] ?? 0) / (middles[1] ?? 1)));
  }
  const variance = changes.reduce((sum, change) => sum + change * change, 0) / changes.length;
  const dailyBps = Math.sqrt((variance * 23_400) / (19 * 60)) * 10_000;
  expectWithin(dailyBps / instrument.dailyVolatilityBps, 1, 0.34);
});

test('a disturbed quote comes back once, however often it was disturbed', () => {
  const harness = new MarketHarness({ instrument: instrumentNamed('T'), seed: 2, rowsPerSecond: 0.001 });
  let rows = 0;
  harness.run(0, () => {});
  for (let i = 0; i < 10; i++) harness.source.recover('XNYS', 1_000);
  harness.source.recover('NOBODY', 0);
  expect(harness.source.nextUs()).toBeGreaterThan(1_000);
  expect(harness.source.nextUs()).toBeLessThan(5_000_000);
  harness.source.step({ quote: () => rows++, stream: () => {}, trade: () => {} });
  expect(rows).toBe(1);
  expect(harness.source.nextUs()).toBeGreaterThan(5_000_000);
});

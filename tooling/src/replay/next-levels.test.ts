import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { price } from '@fairlead/core/money/units';
import { describe, expect, it } from 'vitest';
import { nextLevelsOf, priceBehind } from './next-levels.ts';
import { TapeBuilder } from './quote-tape.ts';
import { OPEN_US, usEquityMarket } from './recording/us-equity-market.ts';

const market = usEquityMarket({
  days: DEFAULT_MARKET_DAYS,
  symbol: 'XXX',
  path: '',
  date: null,
  venueIds: ['XNYS', 'ARCX'],
  primaryVenueId: 'XNYS',
  recordedUs: { first: 0, last: 86_400_000_000 },
});

/** A recording in which XNYS shows these asks one after another, each with a size, from a moment on. */
function recordingOf(asks: readonly (readonly [at: number, size: number])[], fromUs = OPEN_US) {
  const builder = new TapeBuilder();
  for (const [index, [ask, askSize]] of asks.entries())
    builder.add({ timeUs: fromUs + index, row: 0, bid: 900, bidSize: 100, ask, askSize, changed: 0 });
  const rows = { rows: builder.count, isFlagged: false, skipped: {}, assumptions: {} };
  return { format: 'test', market, tape: builder.tape(0), trades: [], ...rows };
}

describe('what stands behind a best price', () => {
  it('is the median of how much worse it was whenever it went away', () => {
    const levels = nextLevelsOf(
      recordingOf([
        [1000, 1],
        [1001, 1],
        [1000, 1],
        [1003, 1],
        [1000, 1],
        [1090, 1],
      ]),
    );
    expect(levels[0]).toEqual({ bid: null, ask: 3 });
    expect(priceBehind(levels, 0, { sign: 1, price: 1000 })).toBe(1003);
    expect(priceBehind(levels, 0, { sign: -1, price: 1000 })).toBeNull();
    expect(priceBehind(levels, 1, { sign: 1, price: 1000 })).toBeNull();
  });

  it('is not told by a venue that shows nothing for a while, nor out of session', () => {
    expect(
      nextLevelsOf(
        recordingOf([
          [1000, 1],
          [0, 0],
          [1010, 1],
        ]),
      )[0]?.ask,
    ).toBeNull();
    expect(
      nextLevelsOf(
        recordingOf(
          [
            [1000, 1],
            [1010, 1],
          ],
          1,
        ),
      )[0]?.ask,
    ).toBeNull();
  });

  it('is known where whole books were recorded, and needs no guess', () => {
    const recording = recordingOf([
      [1000, 1],
      [1010, 1],
    ]);
    const depths = [0, 1].map(() => ({ bids: [], asks: [] }));
    expect(nextLevelsOf({ ...recording, tape: { ...recording.tape, depths } })[0]?.ask).toBeNull();
  });

  it('never has a price of nothing', () => {
    expect(priceBehind([{ bid: 10, ask: null }], 0, { sign: -1, price: price(10) })).toBeNull();
  });
});

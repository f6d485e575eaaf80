import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_INSTRUMENTS } from '../catalogue/default-instruments.ts';
import { LARGEST_SCALED } from '../money/scaled.ts';
import { quantity } from '../money/units.ts';
import { DEFAULT_VENUES } from './default-venues.ts';
import { tradesInstrument, venueFor } from './listing.ts';

const [some] = DEFAULT_VENUES;
if (some === undefined) throw new Error('the catalogue is empty');
const sized = (sizeDecimals: number, least: number, most: number) => ({
  ...some,
  sizeDecimals,
  minOrderQuantity: quantity(least),
  maxOrderQuantity: quantity(most),
});

describe('what a venue trades', () => {
  it.each([
    ['AAPL', 24],
    ['EURUSD', 5],
    ['USDJPY', 4],
    ['BTC/USD', 3],
  ])('%s trades at %i venues of the default catalogue', (instrumentId, count) => {
    const instrument = DEFAULT_INSTRUMENTS.find((each) => each.instrumentId === instrumentId);
    if (instrument === undefined) throw new Error(`no ${instrumentId}`);
    expect(DEFAULT_VENUES.filter((venue) => tradesInstrument(venue, instrument))).toHaveLength(count);
  });
});

describe('the sizes of a venue in an instrument', () => {
  it('are at the scale of the instrument, the same amounts', () => {
    const coin = venueFor(sized(4, 1, 5_000_000), { quantityDecimals: 8 });
    expect([coin.minOrderQuantity, coin.maxOrderQuantity, coin.sizeDecimals]).toEqual([10_000, 50_000_000_000, 8]);
  });

  it('keep the venue’s own bounds where the instrument is coarser', () => {
    const whole = venueFor(sized(4, 15_000, 25_000), { quantityDecimals: 0 });
    expect([whole.minOrderQuantity, whole.maxOrderQuantity]).toEqual([2, 2]);
  });

  it('never allow more than the venue does, nor less (property)', () => {
    const decimals = fc.integer({ min: 0, max: 8 });
    const size = fc.integer({ min: 0, max: LARGEST_SCALED });
    fc.assert(
      fc.property(decimals, decimals, size, size, (from, to, least, most) => {
        const at = venueFor(sized(from, least, most), { quantityDecimals: to });
        const [up, down] = [10n ** BigInt(from), 10n ** BigInt(to)];
        const minimum = BigInt(at.minOrderQuantity) * up;
        expect(minimum >= BigInt(least) * down || at.minOrderQuantity === LARGEST_SCALED).toBe(true);
        expect(at.maxOrderQuantity).toBeLessThanOrEqual(LARGEST_SCALED);
        expect(minimum - BigInt(least) * down < up).toBe(true);
        expect(BigInt(at.maxOrderQuantity) * up <= BigInt(most) * down).toBe(true);
      }),
    );
  });
});

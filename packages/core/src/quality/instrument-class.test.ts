import { describe, expect, it } from 'vitest';
import { US_EQUITY_INSTRUMENTS } from '../catalogue/us-equity-instruments.ts';
import { quantity } from '../money/units.ts';
import { instrumentClass } from './instrument-class.ts';

const [apple] = US_EQUITY_INSTRUMENTS;
if (apple === undefined) throw new Error('the catalogue is empty');

describe('the class of an instrument', () => {
  it.each([
    [10_000_000, 'EQUITY-BUSY'],
    [9_999_999, 'EQUITY-ORDINARY'],
    [1_000_000, 'EQUITY-ORDINARY'],
    [999_999, 'EQUITY-QUIET'],
  ])('with %d shares a day in lots of 100 is %s', (volume, expected) => {
    expect(instrumentClass({ ...apple, roundLot: quantity(100), averageDailyVolume: quantity(volume) })).toBe(expected);
  });

  it('keeps asset classes apart', () => {
    expect(instrumentClass({ ...apple, assetClass: 'FX' })).toMatch(/^FX-/);
  });
});

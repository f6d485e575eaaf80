import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantity } from '../../money/units.ts';
import { expectedShare, type HiddenTail } from '../../quality/hidden-tail.ts';
import { type DarkVenue, darkAllocation } from './dark-allocation.ts';

const venueOf = (tail: HiddenTail, more: Partial<DarkVenue> = {}): DarkVenue => ({
  tail,
  step: 1,
  least: 1,
  most: 1_000,
  ...more,
});
const tailOf = (...probabilities: number[]): HiddenTail =>
  probabilities.map((probability, index) => ({ size: quantity(index + 1), probability }));

describe('a quantity divided over dark venues', () => {
  it('follows the marginal tail probabilities of the published example: (5, 3)', () => {
    const first = tailOf(...Array.from({ length: 8 }, (_, index) => 0.9 ** (index + 1)));
    const second = tailOf(0.6, 0.6, 0.6, 0.1, 0.1, 0.1, 0.1, 0.1);
    expect(darkAllocation([venueOf(first), venueOf(second)], 8, 0)).toEqual([5, 3]);
  });

  it('keeps units at home that would hardly trade', () => {
    expect(darkAllocation([venueOf(tailOf(0.5, 0.2, 0.05))], 3, 0.1)).toEqual([2]);
  });

  it('keeps lots, minimums and maximums, and gives what one venue may not have to the next', () => {
    const tail: HiddenTail = [{ size: quantity(900), probability: 0.5 }];
    const venues = [venueOf(tail, { least: 400, most: 300 }), venueOf(tail, { step: 100, most: 300 }), venueOf(tail)];
    expect(darkAllocation(venues, 650, 0)).toEqual([0, 300, 350]);
  });

  it('expects no more to be filled by any other division', () => {
    const tailArb = fc
      .array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 5 })
      .map((tenths) => tailOf(...tenths.sort((a, b) => b - a).map((each) => each / 10)));
    fc.assert(
      fc.property(tailArb, tailArb, tailArb, fc.integer({ min: 1, max: 12 }), (a, b, c, count) => {
        const given = darkAllocation([venueOf(a), venueOf(b), venueOf(c)], count, 0);
        const filled = (x: number, y: number, z: number) =>
          expectedShare(a, x) * x + expectedShare(b, y) * y + expectedShare(c, z) * z;
        const best = filled(given[0] ?? 0, given[1] ?? 0, given[2] ?? 0);
        for (let x = 0; x <= count; x++)
          for (let y = 0; x + y <= count; y++) expect(filled(x, y, count - x - y)).toBeLessThanOrEqual(best + 1e-9);
      }),
      { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 500) },
    );
  });
});

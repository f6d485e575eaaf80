import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sharesOf } from './shares.ts';

const millionths = (shares: readonly number[]) => shares.reduce((sum, share) => sum + Math.round(share * 1e6), 0);

it('gives what is over to the largest remainders', () => {
  expect(sharesOf([1, 1, 1])).toEqual([0.333334, 0.333333, 0.333333]);
  expect(sharesOf([3_000, 2_000])).toEqual([0.6, 0.4]);
  expect(sharesOf([0, 0])).toEqual([0, 0]);
});

it('adds up to the whole for any parts, and is within a millionth of each', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000_000), { minLength: 1 }), (parts) => {
      const whole = parts.reduce((sum, part) => sum + part, 0);
      const shares = sharesOf(parts);
      expect(millionths(shares)).toBe(whole === 0 ? 0 : 1_000_000);
      for (const [place, share] of shares.entries())
        expect(Math.abs(share - (whole === 0 ? 0 : (parts[place] ?? 0) / whole))).toBeLessThanOrEqual(1.000001e-6);
    }),
  );
});

import { formatScaled } from '@fairlead/core/money/scaled';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoTime, wireNumber } from './wire-value.ts';

it.each([
  [0, '1970-01-01T00:00:00.000000Z'],
  [1, '1970-01-01T00:00:00.000001Z'],
  [1_795_966_200_123_045, '2026-11-29T15:30:00.123045Z'],
  [1_795_966_200_000_999, '2026-11-29T15:30:00.000999Z'],
])('tells %i microseconds since 1970 as %s', (timeUs, text) => {
  expect(isoTime(timeUs)).toBe(text);
});

it('tells a scaled number as the number that its decimal text reads as', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
      fc.integer({ min: 0, max: 8 }),
      (value, decimals) => {
        expect(wireNumber(value, decimals)).toBe(Number(formatScaled(value, decimals)));
        expect(wireNumber(BigInt(value), decimals)).toBe(wireNumber(value, decimals));
      },
    ),
  );
});

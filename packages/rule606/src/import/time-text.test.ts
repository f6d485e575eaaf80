import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeText, timeUs } from './time-text.ts';

describe('the text of a time', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2026-07-01T13:30:00Z', 1_782_912_600_000_000],
    ['2026-07-01T13:30:00.5Z', 1_782_912_600_500_000],
    ['2026-07-01T13:30:00.123456Z', 1_782_912_600_123_456],
    // Finer than a microsecond is cut off, never rounded into the next second.
    ['2026-07-01T13:30:00.999999999Z', 1_782_912_600_999_999],
    ['2024-02-29T23:59:59.000001Z', 1_709_251_199_000_001],
  ])('%s is %d µs', (text, us) => {
    expect(timeUs(text)).toBe(us);
  });

  it.each([
    '',
    '2026-07-01',
    '2026-07-01T13:30:00',
    '2026-07-01T13:30:00+00:00',
    '2026-07-01 13:30:00Z',
    '2026-07-01T13:30Z',
    '2026-07-01T13:30:00.Z',
    '2026-07-01T13:30:00.1234567890Z',
    '2026-07-01T24:00:00Z',
    '2026-07-01T13:60:00Z',
    '2026-07-01T13:30:60Z',
    '2026-02-29T13:30:00Z',
    '2026-04-31T13:30:00Z',
    '2026-13-01T13:30:00Z',
    '2026-00-01T13:30:00Z',
    '2026-07-00T13:30:00Z',
    '1969-12-31T23:59:59Z',
    '2100-01-01T00:00:00Z',
  ])('%j is no time', (text) => {
    expect(timeUs(text)).toBeNull();
  });

  it('gives back every microsecond, as the calendar of the machine has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_799_999_999 }), (us) => {
        const text = timeText(us);
        expect(timeUs(text)).toBe(us);
        expect(Date.parse(text)).toBe(Math.floor(us / 1_000));
      }),
    );
  });
});

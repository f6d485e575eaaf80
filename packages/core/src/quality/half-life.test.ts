import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remaining, remainingAfterSilence } from './half-life.ts';

describe('what remains of a weight', () => {
  it('is all of it at once, and half of it after a half-life', () => {
    expect([remaining(0, 8), remaining(8, 8), remaining(16, 8), remaining(80, 8)]).toEqual([1, 0.5, 0.25, 1 / 1_024]);
  });

  it('is the power of two to 12 digits', () => {
    for (let step = 0; step < 1_000; step++) {
      const halvings = step / 50;
      expect(remaining(halvings, 1) / 2 ** -halvings).toBeCloseTo(1, 12);
    }
  });

  it('is all where the clock went back, and nothing after ages', () => {
    expect([remaining(-5, 8), remaining(1e12, 1), remaining(Number.POSITIVE_INFINITY, 1)]).toEqual([1, 0, 0]);
  });

  it('never grows with time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (at, more) => {
          expect(remaining(at + more, 3)).toBeLessThanOrEqual(remaining(at, 3) * (1 + 1e-12));
        },
      ),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('is refused for a half-life of %d', (halfLife) => {
    expect(() => remaining(1, halfLife)).toThrow('half-life');
  });
});

describe('what a silence leaves', () => {
  it('is half after the half-life, nearly all after a short pause, and nearly nothing after a long one', () => {
    const after = (silenceUs: number) => remainingAfterSilence(silenceUs, { observations: 1, silenceUs: 1_000 });
    expect([after(0), after(1_000), after(2_000)]).toEqual([1, 0.5, 1 / 16]);
    expect(after(100)).toBeGreaterThan(0.99);
    expect(after(3_000)).toBeLessThan(0.002);
    expect(after(-1)).toBe(1);
  });
});

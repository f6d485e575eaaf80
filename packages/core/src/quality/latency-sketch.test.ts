import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyQuantile, learnLatency, noSketch, SKETCH_BUCKETS } from './latency-sketch.ts';

const FOR_EVER = { observations: 1e12, silenceUs: 1e18 };
const at = (nowUs: number, halfLives = FOR_EVER) => ({ nowUs, halfLives });

describe('the sketch of round trips', () => {
  it('knows nothing before the first', () => {
    expect(latencyQuantile(noSketch(), 0.5)).toBeNull();
  });

  it('gives every quantile of any sample within the width of a bucket, a fifth', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 20, max: 3_000_000 }), { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (sample, share) => {
          const sketch = noSketch();
          for (const latencyUs of sample) learnLatency(sketch, latencyUs, at(0));
          const sorted = [...sample].sort((a, b) => a - b);
          // Rounding may put the share a last bit over a whole number of values: either neighbour is right then.
          const rank = share * sample.length;
          const exact = [Math.ceil(rank - 1e-6), Math.ceil(rank + 1e-6)].map(
            (n) => sorted[Math.min(sorted.length, n) - 1] ?? 0,
          );
          const found = latencyQuantile(sketch, share) ?? 0;
          expect(exact.some((value) => found >= value / 1.2001 && found <= value * 1.2001)).toBe(true);
        },
      ),
    );
  });

  it('follows a change of regime: after a hundred answers five times as slow, the median is the new one', () => {
    const sketch = noSketch();
    const halfLives = { observations: 100, silenceUs: 1e12 };
    for (let i = 0; i < 1_000; i++) learnLatency(sketch, 400, at(0, halfLives));
    for (let i = 0; i < 101; i++) learnLatency(sketch, 2_000, at(0, halfLives));
    expect(latencyQuantile(sketch, 0.5)).toBeGreaterThan(1_600);
    expect(latencyQuantile(sketch, 0.25)).toBeLessThan(500);
  });

  it('keeps its size, takes the longest as the last bucket, and refuses a time below 0', () => {
    const sketch = noSketch();
    for (const latencyUs of [0, 1, 1e9, 1e15]) learnLatency(sketch, latencyUs, at(0));
    expect(sketch.weights).toHaveLength(SKETCH_BUCKETS);
    expect([sketch.weights[0], sketch.weights.at(-1)]).toEqual([expect.closeTo(2, 9), expect.closeTo(2, 9)]);
    expect(() => learnLatency(sketch, -1, at(0))).toThrow('round trip');
  });
});

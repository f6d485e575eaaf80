import { expect, it } from 'vitest';
import { calibrationOf } from './calibration.ts';

it('holds what was expected against what came, bucket by bucket and over all', () => {
  // Three decisions that expected 0.95 each and were filled 1, 1 and 0.4; one that expected 0.25 and was filled 0.5.
  const high = { bucket: 9, decisions: 3, expected: 2.85, realised: 2.4, squaredError: 0.05 ** 2 * 2 + 0.55 ** 2 };
  const low = { bucket: 2, decisions: 1, expected: 0.25, realised: 0.5, squaredError: 0.0625 };
  const found = calibrationOf([high, low]);
  expect(found.decisions).toBe(4);
  expect(found.bias).toBeCloseTo((2.9 - 3.1) / 4, 12);
  expect(found.brier).toBeCloseTo((0.005 + 0.3025 + 0.0625) / 4, 12);
  expect(found.calibration_error).toBeCloseTo((0.45 + 0.25) / 4, 12);
  expect(found.buckets.map(({ low: from, high: to, decisions }) => [from, to, decisions])).toEqual([
    [0.2, 0.3, 1],
    [0.9, 1, 3],
  ]);
  const [, best] = found.buckets;
  expect(best?.expected).toBeCloseTo(0.95, 12);
  expect(best?.realised).toBeCloseTo(0.8, 12);
  expect(best?.low95).toBeLessThan(0.8);
  expect(best?.high95).toBeGreaterThan(0.8);
});

it('says nothing where nothing was decided', () => {
  expect(calibrationOf([])).toEqual({ decisions: 0, bias: null, brier: null, calibration_error: null, buckets: [] });
});

import { expect, test } from 'vitest';
import { quantity } from '../money/units.ts';
import { expectedShare } from './hidden-tail.ts';

const TAIL = [
  { size: quantity(100), probability: 0.4 },
  { size: quantity(400), probability: 0.1 },
];

test.each([
  [100, 0.4],
  [200, 0.25],
  [400, 0.175],
  [800, 0.0875],
  [0, 0],
])('an order of %i units is expected to be filled to %f', (count, share) => {
  expect(expectedShare(TAIL, count)).toBeCloseTo(share, 12);
});

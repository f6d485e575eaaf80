import { expect, it } from 'vitest';
import { feeWords } from './fee-words';

it.each([
  [{ perUnit: '0.003', ppm: 0 }, '+0.0030'],
  [{ perUnit: '2', ppm: 0 }, '+2.0000'],
  [{ perUnit: '-0.0021', ppm: 0 }, '−0.0021'],
  [{ perUnit: '0', ppm: 0 }, '0'],
  [{ perUnit: '0.00000000', ppm: 25 }, '+25 ppm'],
  [{ perUnit: '0.00000001', ppm: -3 }, '+0.00000001 −3 ppm'],
])('a fee of %o is written without losing a digit', (rate, words) => {
  expect(feeWords(rate)).toBe(words);
});

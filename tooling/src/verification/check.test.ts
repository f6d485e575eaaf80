import { describe, expect, it } from 'vitest';
import { type Check, holds } from './check.ts';

const check = (got: number, relation?: Check['relation']): Check => ({
  name: '',
  expected: 10,
  got,
  tolerance: 1,
  decimals: 0,
  ...(relation === undefined ? {} : { relation }),
});

describe('a check', () => {
  it.each([
    [9, undefined, true],
    [11, undefined, true],
    [11.1, undefined, false],
    [8.9, undefined, false],
    [Number.NaN, undefined, false],
    [-5, 'at most', true],
    [11.1, 'at most', false],
    [Number.NaN, 'at most', false],
    [50, 'at least', true],
    [8.9, 'at least', false],
  ] as const)('of 10 to within 1: %d %s is %s', (got, relation, expected) => {
    expect(holds(check(got, relation))).toBe(expected);
  });
});

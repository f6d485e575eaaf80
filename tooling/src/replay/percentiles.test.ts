import { expect, it } from 'vitest';
import { percentilesOf, typicalPercentiles } from './percentiles.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it('takes percentiles by nearest rank, so that each is a value that was measured', () => {
  expect(percentilesOf(upTo(1_000).reverse())).toEqual({ p50: 500, p99: 990, p999: 999, max: 1_000 });
  expect(percentilesOf([7])).toEqual({ p50: 7, p99: 7, p999: 7, max: 7 });
  expect(percentilesOf([])).toEqual({ p50: 0, p99: 0, p999: 0, max: 0 });
});

it('leaves out of the typical ones what disturbed one block only', () => {
  const disturbed = [...upTo(100), ...upTo(100).map((value) => value * 50), ...upTo(100)];
  expect(typicalPercentiles(disturbed, 3)).toEqual({ p50: 50, p99: 99, p999: 100, max: 100 });
});

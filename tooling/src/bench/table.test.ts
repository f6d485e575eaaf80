import { expect, it } from 'vitest';
import { atLeast, atMost, compared, distribution, figure } from './benchmark.ts';
import { tableOf } from './table.ts';

it('shows metrics and ratios in columns', () => {
  const findings = {
    metrics: [distribution('decide', 'us', [1, 2, 3, 4]), figure('rate', 'orders/s', { value: 12_345.6, n: 3 })],
    ratios: [atMost('p99', 0.5, 1), atLeast('rate', 0.25, 1), compared('bare', 1.23456)],
  };
  expect(tableOf('sample', findings)).toBe(`
sample
metric      unit   value  p50  p99  p99.9  max  n
decide        us     2.5    2    4      4    4  4
rate    orders/s  12,346                        3

ratio            value  target  met
p99 (at most)      0.5       1  yes
rate (at least)   0.25       1   NO
bare              1.23
`);
});

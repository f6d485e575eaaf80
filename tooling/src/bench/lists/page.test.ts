import { expect, it } from 'vitest';
import { distribution, figure } from '../benchmark.ts';
import { pageOf } from './page.ts';

const query = (name: string, ms: number) => ({ ...distribution(name, 'ms', [ms]), p95: ms });

it('tells how many queries take too long and which, the slowest of each kind, and every one', () => {
  const page = pageOf({
    metrics: [
      query('orders, newest: no filter', 12),
      query('orders, newest: a day', 250),
      query('search: aapl', 3.21),
      figure('orders', 'rows', { value: 9_999_945, n: 1 }),
    ],
    ratios: [],
    rounds: 40,
    p95MsMax: 200,
  });
  expect(page).toContain('Above 200 ms at p95: 1 of 3** (orders, newest: a day)');
  expect(page).toContain('9,999,945 orders');
  expect(page).toContain('| orders, newest | 2 | 250 | 250 | 250 | a day |');
  expect(page).toContain('| search: aapl | 3.2 | 3.2 | 3.2 |');
});

import { expect, it } from 'vitest';
import { compareKeys } from './key-order.ts';

it('lists numbers by their size, texts as they are, and what has no key last', () => {
  expect([null, '10000', '250', '0', '1000'].toSorted(compareKeys)).toEqual(['0', '250', '1000', '10000', null]);
  expect(['2026-11-02', null, 'MSFT', 'AAPL', '2026-10-30'].toSorted(compareKeys)).toEqual([
    ...['2026-10-30', '2026-11-02', 'AAPL', 'MSFT'],
    null,
  ]);
  expect(['09', '9', '10'].toSorted(compareKeys)).toEqual(['09', '9', '10']);
});

import { expect, it } from 'vitest';
import { e8 } from '../testing/covered-orders.ts';
import { lotClassOf, orderSizeOf } from './size-class.ts';

const ONE_E8 = 100_000_000n;

it.each([
  ['0.00000001', 0],
  ['249.99999999', 0],
  ['250', 250],
  ['999.99999999', 250],
  ['1000', 1_000],
  ['4999.99999999', 1_000],
  ['5000', 5_000],
  ['10000', 10_000],
  ['20000', 20_000],
  ['49999.99', 20_000],
  ['50000', 50_000],
  ['199999.99999999', 50_000],
  ['200000', 200_000],
  ['9000000', 200_000],
])('$%s is in the class from $%d on', (dollars, size) => {
  expect(orderSizeOf(e8(dollars) * ONE_E8)).toBe(size);
});

it.each([
  ['0.00000001', 100, 'FRACTIONAL'],
  ['0.99999999', 1, 'FRACTIONAL'],
  ['1', 100, 'ODD'],
  ['99.5', 100, 'ODD'],
  ['100', 100, 'ROUND'],
  ['150', 100, 'ROUND'],
  ['39', 40, 'ODD'],
  ['40', 40, 'ROUND'],
  ['1', 1, 'ROUND'],
])('%s shares are, at a round lot of %d, %s', (shares, roundLot, lot) => {
  expect(lotClassOf(e8(shares), roundLot)).toBe(lot);
});

import { expect, it } from 'vitest';
import { price } from '../money/units.ts';
import { roundLotOn } from './round-lot.ts';

it.each([
  ['2025-11-03', '12.00', 100],
  ['2025-11-03', '250.00', 100],
  ['2025-11-03', '250.01', 40],
  ['2026-05-01', '1000.00', 40],
  ['2026-05-01', '1000.01', 10],
  ['2026-05-01', '10000.00', 10],
  ['2026-05-01', '10000.01', 1],
  ['2026-05-01', '700000.00', 1],
  ['2025-11-02', '250.01', 100],
  ['2025-10-31', '10000.01', 100],
])('on %s a stock that closed at $%s on average has a round lot of %i', (date, dollars, shares) => {
  expect(roundLotOn(date, price(Number(dollars.replace('.', '')) * 100))).toBe(shares);
});

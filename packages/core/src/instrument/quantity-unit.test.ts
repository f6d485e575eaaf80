import { expect, it } from 'vitest';
import { quantityUnit } from './quantity-unit.ts';

it.each([
  ['EQUITY', 'AAPL', 'SHARES'],
  ['FX', 'EURUSD', 'EUR'],
  ['FX', 'USD/JPY', 'USD'],
  ['CRYPTO', 'BTC/USD', 'BTC'],
] as const)('a quantity of the %s %s counts %s', (assetClass, instrumentId, unit) => {
  expect(quantityUnit({ assetClass, instrumentId })).toBe(unit);
});

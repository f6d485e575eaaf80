import { expect, it } from 'vitest';
import { type CoveredCell, coveredOfText, coveredText } from './execution-figures';

it.each<[string, CoveredCell]>([
  ['SUM.Y.ML.250', { cell: 'SUMMARY', sp500: true, type: 'ML', size: 250 }],
  ['SUM.N.M.199999', { cell: 'SUMMARY', sp500: false, type: 'M', size: 199_999 }],
  ['OUT.NOT_HELD', { cell: 'LEFT_OUT', reason: 'NOT_HELD' }],
])('%s names its orders in an address', (text, cell) => {
  expect(coveredText(cell)).toBe(text);
  expect(coveredOfText(text)).toEqual(cell);
});

it.each(['', 'SUM', 'SUM.Y.X.250', 'SUM.Y.ML.251', 'SUM.Y.ML.250.0', 'OUT.ANYTHING', 'PCT.2026-07.SP500.'])(
  '%j names none',
  (text) => {
    expect(coveredOfText(text)).toBeNull();
  },
);

import { expect, it } from 'vitest';
import { coveredWords, sizeClassWords, summaryFigureText } from './execution-words';

it('says a class of sizes by its bounds', () => {
  expect([0, 250, 50_000, 200_000, 199_999].map(sizeClassWords)).toEqual([
    ...['$0 to 250', '$250 to 1,000', '$50,000 to 200,000', '$200,000 and more', 'All below $200,000'],
  ]);
});

it.each([
  ['0.000123', '0.0123'],
  ['-0.05', '-5'],
  ['0.98765', '98.765'],
  ['1', '100'],
  ['1.25', '125'],
  ['0', '0'],
])('shows the fraction %s as %s percent, without a digit lost', (text, percent) => {
  expect(summaryFigureText('PctExctdPI', text)).toBe(percent);
});

it('shows what is no fraction as it is, and nothing where there is nothing', () => {
  expect(summaryFigureText('AvgOrderQty', '123.456')).toBe('123.456');
  expect(summaryFigureText('AvgOrderQty', undefined)).toBeNull();
});

it('says which orders stand behind a place', () => {
  expect(coveredWords({ cell: 'SUMMARY', sp500: true, type: 'ML', size: 250 })).toBe(
    'Marketable limit orders, $250 to 1,000, S&P 500 stocks',
  );
  expect(coveredWords({ cell: 'LEFT_OUT', reason: 'NOT_HELD' })).toBe('Left out: not held');
});

import { expect, it } from 'vitest';
import { groupedText, roundedText } from './decimal-text.ts';

it.each([
  ['60064515.735', 2, '60064515.74'],
  ['28.955', 2, '28.96'],
  ['-28.955', 2, '-28.96'],
  ['-0.004', 2, '0.00'],
  ['0.995', 2, '1.00'],
  ['7', 2, '7.00'],
  ['7.5', 0, '8'],
  ['123456789012345678.125', 2, '123456789012345678.13'],
])('%s at %i decimals is %s', (text, decimals, rounded) => {
  expect(roundedText(text, decimals)).toBe(rounded);
});

it.each([
  ['999', '999'],
  ['-1234567.50', '-1,234,567.50'],
  ['36.57165812', '36.57165812'],
  ['100000', '100,000'],
])('%s has its thousands apart as %s', (text, grouped) => {
  expect(groupedText(text)).toBe(grouped);
});

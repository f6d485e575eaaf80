import { expect, it } from 'vitest';
import { chosenWords, codeLabel } from './report-choice-words';

it('says what is chosen in words: codes, amounts, and none of several', () => {
  expect(chosenWords('LEFT_OUT_HANDLING', 'OPENING_AUCTION NOT_HELD')).toBe('opening auction, not held');
  expect(chosenWords('OPTIONS_CUSTOMER_LIMIT_USD', '50000')).toBe('$50,000');
  expect(chosenWords('EXECUTED_AFTER_MONTH_DAYS', '7')).toBe('7');
  expect(chosenWords('PRICE_GROUP_TYPES', '')).toBe('none');
});

it('says of a type of order what it is where it is chosen', () => {
  expect(codeLabel('LNNYN')).toBe('LNNYN · Limit, IOC');
  expect(codeLabel('NOT_HELD')).toBe('not held');
});

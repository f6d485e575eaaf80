import { expect, it } from 'vitest';
import { findingText } from './finding.ts';
import { leftOutFindings } from './left-out.ts';

it('tells what a report does not have, and what it counts by default, where there is any', () => {
  const time = '2026-07-01 to 2026-10-01';
  const options = { overLimit: 2, ofUnknownValue: 1 };
  expect(leftOutFindings({ notInDollars: 3, options }, time).map(({ code, found }) => `${code} ${found}`)).toEqual([
    'NOT_IN_DOLLARS 3 orders',
    'OPTIONS_OVER_LIMIT 2 orders',
    'OPTION_VALUE_UNKNOWN 1 orders',
  ]);
  expect(leftOutFindings({ notInDollars: 0 }, time)).toEqual([]);
  const [first] = leftOutFindings({ notInDollars: 3 }, time);
  expect(first && findingText(first)).toMatch(/^2026-07-01 to 2026-10-01 stocks: Orders are left out/);
});

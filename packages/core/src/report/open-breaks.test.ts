import { expect, it } from 'vitest';
import { openBreaks } from './open-breaks.ts';

it('leaves open what nobody has set aside, by code', () => {
  const found = { count: 6, by_code: { FEE_DIFFERS: 4, ORPHAN_REPORT: 1, SOMETHING_OLD: 1 } };
  expect(openBreaks(found, [])).toEqual(found);
  const asides = [
    { code: 'FEE_DIFFERS', breaks: 1 },
    { code: 'ORPHAN_REPORT', breaks: 1 },
    { code: 'FEE_DIFFERS', breaks: 2 },
  ];
  expect(openBreaks(found, asides)).toEqual({ count: 2, by_code: { FEE_DIFFERS: 1, SOMETHING_OLD: 1 } });
});

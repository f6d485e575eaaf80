import { expect, it } from 'vitest';
import type { FigurePlace } from '@/rows/figure-place';
import { paymentParts, placeWords, sharesWords, shareWords } from './report-cell-words';

const PLACE: FigurePlace = {
  ...{ unit: 'PCT', month: '2026-07', section: 'SP500', orderType: 'MARKETABLE_LIMIT', venueId: 'XNAS' },
};
const NONE = {
  ...{ rows: 0, routed: 0, shares: '0', fees: '0', rebates: '0', pfof: '0', profit_sharing: '0' },
  ...{ part_shares: null, part_net: null, part_us: null },
};
const TOTALS = { part: { ...NONE, rows: 1_210, routed: 1_203 }, whole: { ...NONE, rows: 4_990, routed: 4_948 } };

it('names a figure by what it is of, where, and in which month', () => {
  expect(placeWords(PLACE, 'Nasdaq')).toBe(
    'Non-directed marketable limit orders at Nasdaq · S&P 500 Stocks, July 2026',
  );
  expect(placeWords({ ...PLACE, unit: 'CPH', section: 'OPTIONS' }, 'Nasdaq')).toBe(
    'Net payment for marketable limit orders at Nasdaq · Options, July 2026',
  );
  expect(placeWords({ ...PLACE, orderType: null, venueId: null }, '')).toBe(
    'Non-directed orders of all orders · S&P 500 Stocks, July 2026',
  );
});

it('says of how many a percentage is: parts that were routed, or customer orders', () => {
  expect(shareWords(PLACE, TOTALS, 'Nasdaq')).toBe(
    '1,203 of 4,948 parts of non-directed held marketable limit orders that were routed went to Nasdaq.',
  );
  expect(shareWords({ ...PLACE, venueId: null }, TOTALS, '')).toBe(
    '1,210 of 4,990 non-directed held orders were marketable limit orders.',
  );
  const options = { ...PLACE, section: 'OPTIONS', orderType: null, venueId: null } as const;
  expect(shareWords(options, TOTALS, '')).toBe('1,210 of 4,990 orders were non-directed.');
});

it('tells what a net payment is made of, to the last digit', () => {
  const part = { ...NONE, shares: '40200.5', fees: '30.12000001', rebates: '12.3', pfof: '1', profit_sharing: '0' };
  expect(paymentParts({ part }).map(({ sign, usd }) => `${sign}${usd}`)).toEqual([
    ...['+1.00', '+0.00', '+12.30', '−30.12000001'],
  ]);
  expect([sharesWords({ part }, 'OTHER'), sharesWords({ part }, 'OPTIONS')]).toEqual([
    '40,200.5 shares',
    '40,200.5 contracts',
  ]);
});

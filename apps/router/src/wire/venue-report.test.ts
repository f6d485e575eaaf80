import { describe, expect, it } from 'vitest';
import { venueReportOf } from './venue-report.ts';

const fill = (more: object) =>
  venueReportOf({
    ...{ type: 'fill', child_id: 'c', execution_id: 'e', quantity: 1, price: 1, liquidity_flag: 'TAKE' },
    ...{ filled_quantity: 1, leaves_quantity: 0, time_us: 1 },
    ...more,
  });
const told = (more: object) => {
  const report = fill(more);
  return report.type === 'FILL' ? report.execution.told : undefined;
};
const fee = (amount: string, currency = 'USD') => told({ fee: { amount, currency } })?.fee;

describe('the fee that a venue says', () => {
  it.each([
    ['0', 0n],
    ['0.0', 0n],
    ['-0.00000001', -1n],
    ['1.5', 150_000_000n],
    ['0.12345678', 12_345_678n],
    ['0.1234567800000', 12_345_678n],
    ['999999999999.99999999', 99_999_999_999_999_999_999n],
  ])('%s is held exactly', (amount, amountE8) => {
    expect(fee(amount)).toEqual({ amountE8, currency: 'USD' });
  });

  it.each(['', '1e3', '0.123456789', '1.', '.5', '+1', '1,5', 'NaN', '1000000000000', '1'.repeat(400)])(
    '%j was not said: it is no amount, or cannot be held exactly',
    (amount) => {
      expect(fee(amount)).toBeUndefined();
    },
  );

  it.each(['', 'usd', 'TOOLONGCODE', 'U D'])('in %j was not said: that is no currency', (currency) => {
    expect(fee('1', currency)).toBeUndefined();
  });
});

it('market and time are those of the venue, and null where it does not say', () => {
  expect(told({ last_market: 'XNAS', venue_time_us: 5 })).toEqual({ fee: null, lastMarket: 'XNAS', venueTimeUs: 5 });
  expect(told({ last_market: 'nowhere' })).toBeNull();
  expect(told({})).toBeNull();
});

import { expect, it } from 'vitest';
import { laterFiguresOf, shareIn, spreadsOf } from './spreads.ts';

it('measures two executions as Rule 605 does: a ratio of averages, not an average of ratios', () => {
  // A buyer of 100 at 10.01 in 10.00 - 10.02, and a seller of 300 at 20.00 in 20.00 - 20.10: mids 10.01 and 20.05.
  const sums = {
    reference: 100 * 10.01 + 300 * 20.05,
    overMid: 0 + 300 * 0.05,
    quoted: 100 * 0.02 + 300 * 0.1,
    fees: 1.2,
  };
  const spreads = spreadsOf(sums);
  expect(spreads.effective_spread_bps).toBeCloseTo((30 / 7016) * 10_000, 9);
  expect(spreads.quoted_spread_bps).toBeCloseTo((32 / 7016) * 10_000, 9);
  expect(spreads.effective_over_quoted).toBeCloseTo(30 / 32, 12);
  expect(spreads.realised_cost_bps).toBeCloseTo(((15 + 1.2) / 7016) * 10_000, 9);
});

it('says nothing of what has no market, and no E/Q where the quotes were locked', () => {
  const nothing = { reference: null, overMid: null, quoted: null, fees: null };
  expect(new Set(Object.values(spreadsOf(nothing)))).toEqual(new Set([null]));
  expect(spreadsOf({ reference: 1_000, overMid: 1, quoted: 0, fees: 0 })).toMatchObject({
    effective_over_quoted: null,
    effective_spread_bps: 20,
  });
});

it('measures the realised spread against the mid of the arrival, and the markout against that of the execution', () => {
  // Bought 100 at 10.02, mid 10.01 on arrival and 10.00 at the execution; a minute later the mid is 9.97.
  const later = { overLaterMid: 5, reference: 1_001, movedAgainst: 3, executionReference: 1_000 };
  const figures = laterFiguresOf(later);
  expect(figures.realised_spread_bps).toBeCloseTo((10 / 1_001) * 10_000, 9);
  expect(figures.markout_bps).toBeCloseTo(30, 9);
});

it('takes no share of nothing', () => {
  expect([shareIn(4, 1), shareIn(4, null), shareIn(0, 0), shareIn(null, null)]).toEqual([0.25, 0, null, null]);
});

import { describe, expect, it } from 'vitest';
import { NO_MARKET_RULES } from '../instrument/market-rules.ts';
import { price, priceE8 } from '../money/units.ts';
import { venueOf } from '../testing/market.ts';
import { chargeableFees, isOverAccessFeeCap } from './access-fee-cap.ts';
import { type FeeSchedule, feePerUnitRoundedUpE8 } from './fees.ts';
import { US_EQUITY_VENUES } from './us-equity-catalogue.ts';

const TEN_MILS = { perShareE8: priceE8(100_000), belowDollarPpm: 1_000 };
const THIRTY_MILS = { perShareE8: priceE8(300_000), belowDollarPpm: 3_000 };
const { fees: NYSE } = venueOf('XNYS');
const tier = { fromVolumeE8: 1n, takePerUnitE8: priceE8(300_001), makePerUnitE8: priceE8(0), takePpm: 0, makePpm: 0 };

describe('the cap on access fees', () => {
  it.each<[string, Partial<FeeSchedule>, boolean]>([
    ['at the cap', {}, false],
    ['a rebate for taking', { takePerUnitE8: priceE8(-300_001) }, false],
    ['a larger rebate for making', { makePerUnitE8: priceE8(-900_000) }, false],
    ['above the cap a share', { takePerUnitE8: priceE8(300_001) }, true],
    ['above the cap below a dollar', { subDollarTakePpm: 3_001 }, true],
    ['above the cap in a tier', { tiers: [tier] }, true],
    ['a share of the value, which no cap a share bounds', { takePpm: 1 }, true],
  ])('finds a schedule over it: %s', (_, changes, isOver) => {
    const fees = { ...NYSE, ...changes };
    expect(isOverAccessFeeCap({ protectedQuote: true, fees }, THIRTY_MILS)).toBe(isOver);
    expect(isOverAccessFeeCap({ protectedQuote: false, fees }, THIRTY_MILS)).toBe(false);
    expect(isOverAccessFeeCap({ protectedQuote: true, fees }, null)).toBe(false);
    const charged = chargeableFees({ protectedQuote: true, fees }, { ...NO_MARKET_RULES, accessFeeCap: THIRTY_MILS });
    expect(isOverAccessFeeCap({ protectedQuote: true, fees: charged }, THIRTY_MILS)).toBe(false);
    if (!isOver) expect(charged).toBe(fees);
  });

  it('is kept by the catalogue today', () => {
    expect(US_EQUITY_VENUES.filter((venue) => isOverAccessFeeCap(venue, THIRTY_MILS))).toEqual([]);
  });

  it.each([
    [10, 0.003, 0.001],
    [1, 0.003, 0.001],
    [0.5, 0.0015, 0.0005],
  ])('cuts what a venue can charge at $%d from $%d to $%d, and rebates stay', (dollars, before, after) => {
    const at = { price: price(dollars * 10_000), scale: { priceDecimals: 4, quantityDecimals: 0 } };
    const cut = chargeableFees(venueOf('XNYS'), { ...NO_MARKET_RULES, accessFeeCap: TEN_MILS });
    const take = (fees: FeeSchedule) => feePerUnitRoundedUpE8(fees, 'TAKE', at) / 1e8;
    expect([take(NYSE), take(cut)]).toEqual([before, after]);
    expect([cut.makePerUnitE8, cut.midpointPerUnitE8]).toEqual([NYSE.makePerUnitE8, NYSE.midpointPerUnitE8]);
  });
});

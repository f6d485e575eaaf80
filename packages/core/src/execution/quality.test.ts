import { describe, expect, it } from 'vitest';
import { moneyE8, price, quantity } from '../money/units.ts';
import { addQuality, type Execution, executionQuality, NO_QUALITY, qualityRatios, qualitySums } from './quality.ts';

const scale = { priceDecimals: 4, quantityDecimals: 0 };
/** 100 shares on a market of 99.98 at 100.02, mid 100: one cent is one basis point. */
const bought = (cents: number, changes: Partial<Execution> = {}): Execution => ({
  side: 'BUY',
  price: price(cents * 100),
  quantity: quantity(100),
  feeE8: moneyE8(0n),
  bid: price(999_800),
  ask: price(1_000_200),
  scale,
  ...changes,
});

describe('the quality of one execution', () => {
  it.each([
    ['a buyer at the offer', bought(10_002), { effective: 4, eq: 1, improvement: 0, cost: 2 }],
    ['a buyer at the mid', bought(10_000), { effective: 0, eq: 0, improvement: 2, cost: 0 }],
    ['a buyer beyond the offer', bought(10_005), { effective: 10, eq: 2.5, improvement: -3, cost: 5 }],
    ['a seller at the bid', bought(9_998, { side: 'SELL' }), { effective: 4, eq: 1, improvement: 0, cost: 2 }],
    [
      'a short seller below',
      bought(9_997, { side: 'SELL_SHORT' }),
      { effective: 6, eq: 1.5, improvement: -1, cost: 3 },
    ],
    [
      'thirty mils a share',
      bought(10_002, { feeE8: moneyE8(30_000_000n) }),
      { effective: 4, eq: 1, improvement: 0, cost: 2.3 },
    ],
    ['a rebate', bought(10_002, { feeE8: moneyE8(-20_000_000n) }), { effective: 4, eq: 1, improvement: 0, cost: 1.8 }],
  ])('measures %s in basis points of the mid', (_, execution, expected) => {
    const measured = executionQuality(execution);
    expect(measured.effectiveSpreadBps).toBeCloseTo(expected.effective, 10);
    expect(measured.quotedSpreadBps).toBeCloseTo(4, 10);
    expect(measured.eqRatio).toBeCloseTo(expected.eq, 10);
    expect(measured.priceImprovementBps).toBeCloseTo(expected.improvement, 10);
    expect(measured.costBps).toBeCloseTo(expected.cost, 10);
  });

  it('counts fees by the whole unit where quantities have decimals', () => {
    const coin = { priceDecimals: 2, quantityDecimals: 8 };
    const measured = executionQuality(
      bought(0, {
        price: price(10_000),
        bid: price(10_000),
        ask: price(10_000),
        quantity: quantity(50_000_000),
        feeE8: moneyE8(5_000_000n),
        scale: coin,
      }),
    );
    expect(measured.costBps).toBeCloseTo(10, 10);
  });

  it('has no E/Q where the market is locked or crossed', () => {
    expect(executionQuality(bought(10_002, { bid: price(1_000_200) })).eqRatio).toBeNull();
    expect(executionQuality(bought(10_002, { bid: price(1_000_300) })).eqRatio).toBeNull();
  });
});

describe('the grade of an execution', () => {
  it.each([
    ['EXCELLENT', bought(9_999)],
    ['EXCELLENT', bought(10_001)],
    ['GOOD', bought(10_002)],
    ['NEUTRAL', bought(10_003)],
    ['NEUTRAL', bought(10_004)],
    ['POOR', bought(10_005)],
    ['EXCELLENT', bought(9_999, { side: 'SELL' })],
    ['POOR', bought(9_995, { side: 'SELL' })],
    ['GOOD', bought(10_002, { bid: price(1_000_200) })],
    ['EXCELLENT', bought(10_001, { bid: price(1_000_200) })],
    ['NEUTRAL', bought(10_003, { bid: price(1_000_200) })],
    ['POOR', bought(10_004, { bid: price(1_000_200) })],
  ])('is %s for case %#', (grade, execution) => {
    expect(executionQuality(execution).grade).toBe(grade);
  });
});

describe('the quality of many executions', () => {
  it('is divided after adding up, so large executions weigh more', () => {
    const sums = [bought(10_002, { quantity: quantity(300) }), bought(10_000)].map(qualitySums);
    expect(qualityRatios(sums.reduce(addQuality, NO_QUALITY)).effectiveSpreadBps).toBeCloseTo(3, 10);
  });

  it('is zero for none', () => {
    expect(qualityRatios(NO_QUALITY)).toEqual({
      effectiveSpreadBps: 0,
      quotedSpreadBps: 0,
      eqRatio: null,
      priceImprovementBps: 0,
      costBps: 0,
    });
  });
});

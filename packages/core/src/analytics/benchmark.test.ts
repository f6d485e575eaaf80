import { describe, expect, it } from 'vitest';
import type { SaleCondition } from '../market/venue-news.ts';
import {
  benchmarkCost,
  closingPrice,
  costBpsText,
  exactPriceText,
  opportunityCost,
  type Print,
  shortfall,
  volumeWeightedPrice,
} from './benchmark.ts';
import { realisedCostBps } from './transaction-cost.ts';

/** A print at a price in cents. */
const print = (cents: number, count: number, condition: SaleCondition = 'REGULAR'): Print => ({
  ...{ atUs: 0, condition },
  priceE8: BigInt(cents) * 1_000_000n,
  quantityE8: BigInt(count) * 100_000_000n,
});
const textOf = (found: ReturnType<typeof volumeWeightedPrice>) => (found === null ? null : exactPriceText(found));

describe('the average price of prints', () => {
  it('is by quantity, and exact until it is written', () => {
    // 100 at 10.00, 200 at 10.01: 10.00666…
    const found = volumeWeightedPrice([print(1_000, 100), print(1_001, 200)]);
    expect(textOf(found)).toBe('10.00666667');
  });

  it('is none of nothing', () => {
    expect(volumeWeightedPrice([])).toBeNull();
  });
});

it('closes at the largest auction, whatever was printed beside it', () => {
  const prints = [print(1_100, 9_999), print(1_010, 50, 'CLOSE'), print(1_020, 700, 'CLOSE'), print(990, 800, 'OPEN')];
  expect(textOf(closingPrice(prints))).toBe('10.2');
  expect(closingPrice([print(1_000, 1)])).toBeNull();
});

describe('the cost of an order against a benchmark', () => {
  const E8 = 100_000_000n;
  const sold = { side: 'SELL', filledE8: 300n * E8, notionalE8: 3_003n * E8, feesE8: E8 / 2n } as const;
  const tenAndTwoCents = { numerator: 1_002_000_000n, denominator: 1n };

  it('is what was paid beyond it, with fees', () => {
    // Sold 300 at 10.01 where it was 10.02: 3.00 less, and 0.50 of fees, on 3,006.
    const cost = benchmarkCost(sold, tenAndTwoCents);
    expect(cost).toEqual({ referenceE8: 3_006n * E8, costE8: 350_000_000n });
    expect(costBpsText(cost)).toBe('11.6434');
    const ratio = realisedCostBps({ side: 'SELL', filled: 300, notional: 3_003, fees: 0.5, arrivalMid: 10.02 });
    expect(ratio).toBeCloseTo(11.6434, 4);
  });

  it('is a gain where it is below nothing, and none where nothing was executed', () => {
    const bought = benchmarkCost({ ...sold, side: 'BUY' }, tenAndTwoCents);
    expect(costBpsText(bought)).toBe('-8.3167');
    expect(
      costBpsText(benchmarkCost({ ...sold, filledE8: 0n, notionalE8: 0n, feesE8: 0n }, tenAndTwoCents)),
    ).toBeNull();
  });

  it('rounds an average once, at the eighth decimal of the amount', () => {
    const third = { numerator: E8, denominator: 3n };
    expect(benchmarkCost({ side: 'BUY', filledE8: E8, notionalE8: 0n, feesE8: 0n }, third).referenceE8).toBe(
      33_333_333n,
    );
  });
});

describe('what was left of an order', () => {
  const E8 = 100_000_000n;
  const at = (cents: bigint) => ({ numerator: cents * 1_000_000n, denominator: 1n });

  it('costs what its price moved away from who did not get it, and gains where it came back', () => {
    // 200 not bought at 10.00 that stand at 10.05 in the end: 10.00 lost, on 2,000.
    const missed = opportunityCost({ side: 'BUY', leftE8: 200n * E8 }, at(1_000n), at(1_005n));
    expect(missed).toEqual({ referenceE8: 2_000n * E8, costE8: 10n * E8 });
    expect(costBpsText(missed)).toBe('50');
    const spared = opportunityCost({ side: 'SELL', leftE8: 200n * E8 }, at(1_000n), at(1_005n));
    expect(spared.costE8).toBe(-10n * E8);
  });

  it('makes the shortfall of the whole order with what was executed, where both are known', () => {
    const executed = { referenceE8: 1_000n * E8, costE8: 2n * E8 };
    const left = { referenceE8: 2_000n * E8, costE8: 10n * E8 };
    expect(shortfall(executed, left)).toEqual({ referenceE8: 3_000n * E8, costE8: 12n * E8 });
    expect([shortfall(executed, null), shortfall(null, left)]).toEqual([executed, left]);
    expect([shortfall('NO_MARKET', left), shortfall(executed, 'NOT_ENDED')]).toEqual(['NO_MARKET', 'NOT_ENDED']);
  });
});

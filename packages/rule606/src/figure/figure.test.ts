import { divideHalfAwayFromZero } from '@fairlead/core/money/amount';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCells } from '../../test/csv-cells.ts';
import { isReferenceThere, referenceFiles } from '../../test/reference.ts';
import { amountE8 } from './amount-text.ts';
import { averageMs, averageShares, centsPerHundred, dollars, percent, shares } from './figure.ts';

const E8 = 100_000_000n;

describe('a percentage', () => {
  it.each([
    [1n, 3n, '33.33'],
    [2n, 3n, '66.67'],
    [1n, 8n, '12.50'],
    [1n, 20_000n, '0.01'],
    [1n, 20_001n, '0.00'],
    [0n, 5n, '0.00'],
    [5n, 5n, '100.00'],
    [0n, 0n, null],
  ])('%d of %d is %s', (part, whole, text) => {
    expect(percent(part, whole)).toBe(text);
  });
});

describe('cents per hundred shares', () => {
  it.each([
    // Twenty mils a share are twenty cents per hundred shares.
    [2n * E8, 1_000n * E8, '20.0000'],
    [-3n * E8, 1_000n * E8, '-30.0000'],
    [1n, 3n * E8, '0.0000'],
    [-1n, 3n * E8, '0.0000'],
    [E8 / 200n, 1_000_000n * E8, '0.0001'],
    [-E8 / 200n, 1_000_000n * E8, '-0.0001'],
    [0n, 0n, null],
    [5n, 0n, null],
  ])('%d for %d shares (10^-8) are %s', (usd, count, text) => {
    expect(centsPerHundred(usd, count)).toBe(text);
  });
});

describe('an amount of money', () => {
  it.each([
    [0n, '0.00'],
    [1_005_000n, '0.01'],
    [499_999n, '0.00'],
    [500_000n, '0.01'],
    [-500_000n, '-0.01'],
    [-499_999n, '0.00'],
    [123_456_789_012_345_678_901n, '1234567890123.46'],
  ])('of %d is %s dollars', (usd, text) => {
    expect(dollars(usd)).toBe(text);
  });
});

describe('shares', () => {
  it('are whole without a point and fractions exact', () => {
    expect(shares(100n * E8)).toBe('100');
    expect(shares(0n)).toBe('0');
    expect(shares(1n)).toBe('0.00000001');
    expect(shares(150_000_000n)).toBe('1.5');
  });

  it('a piece have three decimals, and are a bare zero where there is no piece', () => {
    expect(averageShares(100n * E8, 3n)).toBe('33.333');
    expect(averageShares(200n * E8, 3n)).toBe('66.667');
    expect(averageShares(0n, 0n)).toBe('0');
  });
});

describe('an average duration', () => {
  it.each([
    [5_000n, 2n, '3'],
    [4_999n, 2n, '2'],
    [4_000n, 3n, '1'],
    [500n, 1n, '1'],
    [0n, 7n, '0'],
    [0n, 0n, null],
  ])('of %d µs over %d is %s: halves go up', (total, pieces, text) => {
    expect(averageMs(total, pieces)).toBe(text);
  });
});

it('what is printed is the nearest to what is, whatever the sizes', () => {
  const size = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
  fc.assert(
    fc.property(size, fc.bigInt({ min: 1n, max: 10n ** 24n }), (usd, count) => {
      const text = centsPerHundred(usd, count) ?? '';
      expect(text).toMatch(/^-?\d+\.\d{4}$/);
      const printed = BigInt(text.replace('.', ''));
      // |printed / 10^4 - usd * 10^4 / count| is half of the last digit at most.
      const apart = printed * count - usd * 10n ** 8n;
      expect((apart < 0n ? -apart : apart) * 2n <= count).toBe(true);
    }),
  );
});

describe.skipIf(!isReferenceThere)('what a large firm published', () => {
  it('is what dollars and whole shares come to: dollars and cents of each payment, to the last digit', async () => {
    const [excerpt = ''] = (await referenceFiles('finra-606-excerpts', '.csv')).values();
    const [names = [], ...rows] = csvCells(excerpt.replaceAll(/\r?\n/g, '\r\n'));
    const payments = rows.flatMap((cells) =>
      names.flatMap((name, at) => (name.endsWith('OrdersUsd') ? [[cells[at] ?? '', cells[at + 1] ?? '']] : [])),
    );
    expect(payments).toHaveLength(16);
    for (const [usd = '', cph = ''] of payments) {
      const amount = amountE8(usd);
      const cents = amountE8(cph);
      if (!amount.ok || !cents.ok) throw new Error(`${usd} ${cph}`);
      const count = divideHalfAwayFromZero(amount.value * 10_000n, cents.value) * E8;
      expect([dollars(amount.value), centsPerHundred(amount.value, count)]).toEqual([usd, cph]);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountE8 } from './amount-text.ts';

describe('the text of an amount', () => {
  it.each([
    ['0', 0n],
    ['12', 1_200_000_000n],
    ['-0.50000000', -50_000_000n],
    ['0.00000001', 1n],
    ['0.000000010', 1n],
    ['123456789012345.12345678', 12_345_678_901_234_512_345_678n],
  ])('%s is %d of 10^-8', (text, value) => {
    expect(amountE8(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'NOT_A_DECIMAL'],
    ['+1', 'NOT_A_DECIMAL'],
    ['1e3', 'NOT_A_DECIMAL'],
    ['1,000', 'NOT_A_DECIMAL'],
    ['.5', 'NOT_A_DECIMAL'],
    ['NaN', 'NOT_A_DECIMAL'],
    ['0.000000001', 'TOO_MANY_DECIMALS'],
  ])('"%s" is refused as %s', (text, error) => {
    expect(amountE8(text)).toEqual({ ok: false, error });
  });

  it('of any size is read exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (value) => {
        const digits = String(value).padStart(9, '0');
        const text = `${digits.slice(0, -8)}.${digits.slice(-8)}`;
        expect(amountE8(text)).toEqual({ ok: true, value });
      }),
    );
  });
});

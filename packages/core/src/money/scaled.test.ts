import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatScaled, POWERS_OF_TEN, parseScaled, powerOfTen } from './scaled.ts';

const decimalsArb = fc.integer({ min: 0, max: 8 });
/** Every value that the parser can give: at most 15 significant digits, safe at any scale. */
const valueArb = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 });

describe('reading a decimal text', () => {
  it.each([
    ['0', 0, 0],
    ['12', 0, 12],
    ['12', 4, 120_000],
    ['12.5', 4, 125_000],
    ['-0.50', 2, -50],
    ['0.00000001', 8, 1],
    ['000012.3400', 2, 1_234],
    ['1.000000000000000000000', 0, 1],
    ['0000000000000000000000.1', 1, 1],
    ['9999999.99999999', 8, 999_999_999_999_999],
    ['999999999999999', 0, 999_999_999_999_999],
    ['90000000', 8, 9_000_000_000_000_000],
  ])('%s at %i decimals is %i', (text, decimals, value) => {
    expect(parseScaled(text, decimals)).toEqual({ ok: true, value });
  });

  it.each(['-0', '-0.00', '-000'])('%s is zero, without a sign', (text) => {
    expect(parseScaled(text, 2)).toEqual({ ok: true, value: 0 });
    expect(Object.is(parseScaled(text, 2), -0)).toBe(false);
  });

  it.each(
    [
      '',
      ' ',
      '.',
      '-',
      '+1',
      '1.',
      '.5',
      '1e3',
      '1E-3',
      '0x10',
      '1_000',
      '1,000',
      ' 1',
      '1 ',
      '1\n',
      '--1',
      '1.2.3',
    ].concat(['NaN', 'Infinity', '-Infinity', '١', '1٫5', '½', 'null', '1-', '1f', '1n']),
  )('%j is no decimal', (text) => {
    expect(parseScaled(text, 8)).toEqual({ ok: false, error: 'NOT_A_DECIMAL' });
  });

  it.each([
    ['1.5', 0],
    ['0.001', 2],
    ['0.000000001', 8],
    ['1.010', 1],
  ])('%s has too many decimals for %i', (text, decimals) => {
    expect(parseScaled(text, decimals)).toEqual({ ok: false, error: 'TOO_MANY_DECIMALS' });
  });

  it.each([
    ['1234567890123456', 0],
    ['1000000000000000', 0],
    ['12345678.90123456', 8],
    ['99999999999999999999999999', 0],
    // Few significant digits, and still more than a safe integer holds at this scale.
    ['100000000', 8],
    ['90071992.54740992', 8],
  ])('%s at %i decimals has too many digits', (text, decimals) => {
    expect(parseScaled(text, decimals)).toEqual({ ok: false, error: 'TOO_MANY_DIGITS' });
  });

  it('gives back whatever was written', () => {
    fc.assert(
      fc.property(valueArb, decimalsArb, (value, decimals) => {
        expect(parseScaled(formatScaled(value, decimals), decimals)).toEqual({ ok: true, value });
      }),
    );
  });

  it('agrees with the arithmetic of the digits, zeros around them or not', () => {
    const digitsArb = (min: number, max: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((each) => each.join(''));
    fc.assert(
      fc.property(digitsArb(1, 7), digitsArb(0, 8), fc.nat(4), fc.nat(4), (whole, fraction, before, after) => {
        const text = `${'0'.repeat(before)}${whole}.${fraction}${'0'.repeat(after + 1)}`;
        const oracle = BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0'));
        expect(parseScaled(text, 8)).toEqual({ ok: true, value: Number(oracle) });
      }),
    );
  });

  it('gives a safe integer or a reason, for any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?[0-9.]{1,30}$/)), decimalsArb, (text, decimals) => {
        const parsed = parseScaled(text, decimals);
        if (parsed.ok) expect(Number.isSafeInteger(parsed.value)).toBe(true);
        else expect(['NOT_A_DECIMAL', 'TOO_MANY_DECIMALS', 'TOO_MANY_DIGITS']).toContain(parsed.error);
      }),
    );
  });
});

describe('writing a scaled number', () => {
  it.each([
    [0, 0, '0'],
    [0, 8, '0'],
    [-0, 4, '0'],
    [125_000, 4, '12.5'],
    [-3, 3, '-0.003'],
    [1, 8, '0.00000001'],
    [100, 2, '1'],
    [120, 0, '120'],
    [123_456_789_012_345_678_901n, 8, '1234567890123.45678901'],
    [-100_000_000n, 8, '-1'],
    [0n, 8, '0'],
  ])('%s at %i decimals is %s', (value, decimals, text) => {
    expect(formatScaled(value, decimals)).toBe(text);
  });

  it('is plain: no exponent, no zeros around it, and equal numbers are equal texts', () => {
    fc.assert(
      fc.property(valueArb, decimalsArb, (value, decimals) => {
        const text = formatScaled(value, decimals);
        expect(text).toMatch(/^(0|-?([1-9]\d*|0)(\.\d*[1-9])?)$/);
        expect(formatScaled(BigInt(value), decimals)).toBe(text);
      }),
    );
  });
});

describe('a scale', () => {
  it('is a power of ten', () => {
    expect(POWERS_OF_TEN.map((_, decimals) => powerOfTen(decimals))).toEqual(
      Array.from({ length: 9 }, (_, decimals) => Number(10n ** BigInt(decimals))),
    );
  });

  it.each([-1, 9, 0.5, Number.NaN])('of %d decimals does not exist', (decimals) => {
    expect(() => powerOfTen(decimals)).toThrow('no such scale');
  });
});

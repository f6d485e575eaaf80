import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalInput, ExactNumber, integerInput, numberInput, plainDecimal } from './decimal.ts';

describe('a number by its value', () => {
  it.each([
    ['100', '100'],
    ['100.00', '100'],
    ['1e2', '100'],
    ['1E+2', '100'],
    ['0.1e3', '100'],
    ['5e-05', '0.00005'],
    ['5E-5', '0.00005'],
    ['1.0E+6', '1000000'],
    ['0.50', '0.5'],
    ['007.10', '7.1'],
    ['-0', '0'],
    ['-0.0e5', '0'],
    ['-1.50e-1', '-0.15'],
    ['0e999999999', '0'],
    ['9007199254740993', '9007199254740993'],
    ['0.1000000000000000055', '0.1000000000000000055'],
  ])('%s is %s', (text, plain) => expect(plainDecimal(text)).toBe(plain));

  it.each([
    ...[
      '',
      ' 1',
      '1 ',
      '+1',
      '.5',
      '1.',
      '0x10',
      '1e',
      'e5',
      '1e1.5',
      'NaN',
      'Infinity',
      '１００',
      '٣',
      '1,000',
      '--1',
      '1_0',
    ],
    ...['1e999999999', '1e-999999999', '1e40', '1e-41', `${'9'.repeat(41)}`],
  ])('%j has none that is written out', (text) => expect(plainDecimal(text)).toBeNull());

  it('is found in time that grows with its length alone', () => {
    const zeros = '0'.repeat(130_000);
    const begun = performance.now();
    expect(plainDecimal(`0.${zeros}1${zeros}`)).toBeNull();
    expect(plainDecimal(`1.${zeros}`)).toBe('1');
    expect(plainDecimal(`1e${'9'.repeat(200_000)}`)).toBeNull();
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it('is the same however its point and exponent are written', () => {
    const parts = fc.record({
      digits: fc.bigInt({ min: 1n, max: 10n ** 15n }),
      shift: fc.nat(12),
      more: fc.integer({ min: 1, max: 8 }),
    });
    fc.assert(
      fc.property(parts, ({ digits, shift, more }) => {
        const plain = plainDecimal(String(digits));
        expect(plainDecimal(`${digits}${'0'.repeat(shift)}e-${shift}`)).toBe(plain);
        expect(plainDecimal(`0.${'0'.repeat(more)}${digits}E+${String(digits).length + more}`)).toBe(plain);
        expect(plainDecimal(`${digits}.${'0'.repeat(more)}`)).toBe(plain);
      }),
    );
  });
});

describe('a field of money or size', () => {
  it.each([
    [100, '100'],
    [1e-7, '0.0000001'],
    [1e21, '1000000000000000000000'],
    ['1e2', '100'],
    [new ExactNumber('9007199254740993'), '9007199254740993'],
    ['12a', '12a'],
  ])('takes %s as %s', (input, text) => expect(decimalInput.parse(input)).toBe(text));

  it.each([true, null, [1], {}, 'x'.repeat(41), new ExactNumber('1'.repeat(50))])('refuses %j', (input) =>
    expect(decimalInput.safeParse(input).success).toBe(false),
  );
});

describe('a ratio', () => {
  it.each([
    ['0.50', 0.5],
    [0.1 + 0.2, 0.30000000000000004],
    ['5e-05', 0.00005],
    [-0, 0],
  ])('takes %s', (input, number) => expect(numberInput.parse(input)).toBe(number));

  it.each([
    ['what a double would change', new ExactNumber('0.1000000000000000055')],
    ['the same as a text', '0.1000000000000000055'],
    ['a size without end', new ExactNumber('1e999')],
    ['no number', 'half'],
    ['an empty text', ''],
    ['a truth', true],
  ])('refuses %s', (_, input) => expect(numberInput.safeParse(input).success).toBe(false));
});

describe('a count', () => {
  const count = integerInput(1, 64);
  it.each([3, '3', '3.0', '3e0', '0.3e1'])('takes %s as 3', (input) => expect(count.parse(input)).toBe(3));
  it.each([0, 65, 2.5, '2.5', '', ' 3', 'three', null, [3], new ExactNumber('9007199254740993')])(
    'refuses %j',
    (input) => expect(count.safeParse(input).success).toBe(false),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvCells } from '../../test/csv-cells.ts';
import { csvText } from './csv-text.ts';

it('quotes what has a comma, a quote or a line end, and nothing else', () => {
  expect(csvText([['a b', null, '1.00', 'c,d', 'e"f', 'g\nh', '']])).toBe('a b,,1.00,"c,d","e""f","g\nh",\r\n');
  expect(csvText([])).toBe('');
});

it('is read as it was written', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab ,"\r\n;\'') });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (lines) => {
      expect(csvCells(csvText(lines))).toEqual(lines);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapText } from './wrap-text.ts';

/** Each letter is one point wide. */
const measure = (text: string) => [...text].length;
const wrap = (text: string, width: number) => wrapText(text, width, measure);

describe('a wrapped text', () => {
  it('is broken between words, and in a word that alone is wider', () => {
    expect(wrap('of the first tier', 9)).toEqual(['of the', 'first', 'tier']);
    expect(wrap('see https://venue.example now', 8)).toEqual(['see', 'https://', 'venue.ex', 'ample', 'now']);
    expect(wrap('', 9)).toEqual(['']);
  });

  it('keeps ends of lines, and has one space for other white space', () => {
    expect(wrap('one\ttwo\n\nthree \r\nfour', 20)).toEqual(['one two', '', 'three', 'four']);
  });

  it('shows that a character is there which cannot be printed', () => {
    expect(wrap('a\u0007b\uD800c', 9)).toEqual(['a\uFFFDb\uFFFDc']);
  });

  it('loses nothing, and no line is wider than asked', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aé€ \n'), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (given, width) => {
        const lines = wrap(given, width);
        expect(lines.join('').replace(/\s/g, '')).toBe(given.replace(/\s/g, ''));
        expect(lines.every((line) => measure(line) <= width)).toBe(true);
      }),
    );
  });
});

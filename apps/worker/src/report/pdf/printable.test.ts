import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { lettersOf } from './font-letters.ts';
import { printable } from './printable.ts';

const require = createRequire(import.meta.url);
const FONTS = [
  '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
];

describe.each(FONTS)('with %s', (font) => {
  const has = lettersOf(readFileSync(require.resolve(font)));
  const shown = (text: string) => printable(text, has);

  it.each([
    'Nasdaq, Inc. (XNAS) – 0.25 %',
    'Société Générale',
    'Łódź Æther ßtraße',
    'Εθνική Τράπεζα',
    'Сбербанк',
    '“€” ≥ −1',
  ])('prints %s as it is', (text) => expect(shown(text)).toBe(text));

  it('prints a letter that it lacks in its plain form', () => {
    expect(shown('ＡＢＣ １２')).toBe('ABC 12');
    expect(shown('e\u0301')).toBe('é');
    expect(shown('a\u200Db\uFEFF')).toBe('ab');
  });

  it('prints what has none by its number, neighbours together', () => {
    expect(shown('漢字 Bank')).toBe('[U+6F22 U+5B57] Bank');
    expect(shown('Bank 漢A字')).toBe('Bank [U+6F22]A[U+5B57]');
    expect(shown('😀')).toBe('[U+1F600]');
    expect(shown('בנק')).not.toBe(shown('بنك'));
  });

  it('comes to the same however often it is asked', () => {
    for (const text of ['漢字 Bank', 'ＡＢＣ', 'Société']) expect(shown(shown(text))).toBe(shown(text));
  });
});

it('reads letters by the tables of the font, and refuses what is none', () => {
  const [font = ''] = FONTS;
  const has = lettersOf(readFileSync(require.resolve(font)));
  expect([0x41, 0x416, 0x3a9, 0x20ac, 0x6f22, 0x5d0, 0xffff, 0].map(has)).toEqual([
    ...[true, true, true, true],
    ...[false, false, false, false],
  ]);
  expect(() => lettersOf(Buffer.alloc(64))).toThrow('the font does not say which letters it has');
});

import type { HasLetter } from './font-letters.ts';

/** What a printed line is made of besides letters, and is taken care of elsewhere. */
const SPACE = /\s/u;
/** Joins and marks of direction, which are no letters. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/**
 * A text as a font can print it, so that nothing stands there as an empty box. A letter that the font lacks is printed in its plain form where the font has that (a full width
 * letter as the letter, one with rare marks without them), and else by its number in Unicode, neighbours together: `[U+6F22 U+5B57]`. So two names that differ never look the same
 * by an empty box, and what was meant can be looked up.
 */
export function printable(text: string, has: HasLetter): string {
  const out: string[] = [];
  let numbers: string[] = [];
  const close = () => {
    if (numbers.length > 0) out.push(`[${numbers.join(' ')}]`);
    numbers = [];
  };
  for (const letter of text.normalize('NFC')) {
    const shown = shownAs(letter, has);
    if (shown === null) numbers.push(numberOf(letter));
    else if (shown !== '') {
      close();
      out.push(shown);
    }
  }
  close();
  return out.join('');
}

/** Null where it can be shown by its number alone. */
function shownAs(letter: string, has: HasLetter): string | null {
  if (UNSEEN.test(letter)) return '';
  if (SPACE.test(letter) || isHad(letter, has)) return letter;
  for (const plain of [letter.normalize('NFKC'), letter.normalize('NFKD').replace(/\p{M}/gu, '')])
    if (plain !== '' && isHad(plain, has)) return plain;
  return null;
}

function isHad(text: string, has: HasLetter): boolean {
  return [...text].every((letter) => has(letter.codePointAt(0) ?? 0));
}

function numberOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

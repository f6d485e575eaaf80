import { parse } from 'lossless-json';
import { ExactNumber, plainDecimal } from './decimal.ts';

/** Levels of objects and lists; no contract has more than six. */
const DEPTH_MOST = 32;
const FAULTS_MOST = 20;

/** A text that no record can hold, by its path. */
export interface TextFault {
  readonly path: string;
  readonly code: 'TEXT_INVALID';
  readonly message: string;
}

/** What was read, with the texts in it that no record can hold; or why it cannot be read, in words. */
export type ExactJson =
  | { readonly ok: true; readonly value: unknown; readonly faults: readonly TextFault[] }
  | { readonly ok: false; readonly why: string };

/**
 * Reads JSON without changing a number: one that a double would change keeps its digits. Refuses what is not JSON, names a key twice with other
 * values, or is nested more than 32 levels deep.
 */
export function readExactJson(text: string): ExactJson {
  try {
    const value = parse(text, undefined, numberOf);
    return { ok: true, value, faults: textFaults(value) };
  } catch (error) {
    return { ok: false, why: error instanceof SyntaxError ? error.message.slice(0, 200) : 'it is nested too deeply' };
  }
}

/** A double where it is exactly the number that was written, in whatever form; its digits where it is not. */
function numberOf(digits: string): number | ExactNumber {
  const plain = plainDecimal(digits);
  const number = Number(digits);
  if (plain !== null && plainDecimal(String(number)) === plain) return number + 0;
  return new ExactNumber(plain ?? digits);
}

/** Every text (keys too) that PostgreSQL cannot hold or UTF-8 not write, by its path: what no record can keep is refused before it is read. */
export function textFaults(value: unknown): TextFault[] {
  const faults: TextFault[] = [];
  walk(value, [], faults);
  return faults;
}

function walk(value: unknown, path: readonly string[], faults: TextFault[]): void {
  if (faults.length >= FAULTS_MOST) return;
  if (typeof value === 'string') return checkText(value, path, faults);
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= DEPTH_MOST) throw new SyntaxError(`it has more than ${DEPTH_MOST} levels`);
  for (const [key, each] of Object.entries(value)) {
    checkText(key, [...path, key], faults);
    walk(each, [...path, key], faults);
  }
}

function checkText(text: string, path: readonly string[], faults: TextFault[]): void {
  const message = text.includes('\0')
    ? 'holds U+0000'
    : /\p{Surrogate}/u.test(text)
      ? 'holds half of a character'
      : null;
  if (message !== null) faults.push({ path: path.join('.'), code: 'TEXT_INVALID', message });
}

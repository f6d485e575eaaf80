import { z } from 'zod';

/** The most characters that a decimal may have where it is written out. */
const WRITTEN_MOST = 40;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const ZERO = 48;

/** A JSON number that a double would change: it keeps its digits. */
export class ExactNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/**
 * The value of a JSON number or decimal text in its one plain form: no exponent, no zero that says nothing, no `-0` ("1e2", "100.00" and "100" are
 * all "100"). Null where the text is none, or would be longer than 40 characters written out; an exponent is never written out beyond that.
 */
export function plainDecimal(text: string): string | null {
  const match = NUMBER.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const { first, end } = significant(digits);
  if (first === end) return '0';
  const point = whole.length - first + Number(exponent);
  if (end - first > WRITTEN_MOST || Math.abs(point) > WRITTEN_MOST) return null;
  const written = `${sign}${withPoint(digits.slice(first, end), point)}`;
  return written.length > WRITTEN_MOST ? null : written;
}

/** Where the digits that say something begin and end. Read by hand: a pattern for trailing zeros takes the square of their number. */
function significant(digits: string): { first: number; end: number } {
  let first = 0;
  let end = digits.length;
  while (first < end && digits.charCodeAt(first) === ZERO) first++;
  while (end > first && digits.charCodeAt(end - 1) === ZERO) end--;
  return { first, end };
}

function withPoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A number as its plain text where it has one; any other text as it is, for the check that comes next to refuse by its own code. */
function asText(value: unknown): unknown {
  if (typeof value !== 'number' && typeof value !== 'string' && !(value instanceof ExactNumber)) return value;
  const text = value instanceof ExactNumber ? value.digits : String(value);
  return plainDecimal(text) ?? text;
}

/** A number as a double where a double is exactly that number; anything else as it is. */
function asNumber(value: unknown): unknown {
  const text = asText(value);
  if (typeof text !== 'string') return value;
  const number = Number(text);
  return plainDecimal(text) !== null && asText(number) === text ? number : value;
}

/** An exact decimal on the wire: a JSON number in any form or a decimal text, read by its value; out comes its plain text. */
export const decimalInput = z
  .preprocess(
    asText,
    z.string('a JSON number or a decimal text').max(WRITTEN_MOST, `more than ${WRITTEN_MOST} characters written out`),
  )
  .meta({
    type: ['number', 'string'],
    description: 'An exact decimal: a JSON number or a decimal text, at most 15 significant digits.',
  });

/** A ratio, score or time on the wire, in the same forms; refused where a double is not exactly that number. */
export const numberInput = z
  .preprocess(asNumber, z.number('a JSON number or a decimal text that a double holds exactly'))
  .meta({ type: ['number', 'string'] });

/** A whole number from `least` to `most`, in the same forms: 3, 3.0, "3" and 3e0 are the same. */
export function integerInput(least: number, most: number) {
  return z.preprocess(asNumber, z.int('a whole number').min(least).max(most)).meta({ type: ['integer', 'string'] });
}

/** A decimal text in evidence and events, exactly as computed. */
export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/);

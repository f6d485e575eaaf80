import { parse } from 'lossless-json';

/**
 * Parses JSON so that no number is changed by being read: a number whose text a double would give back is a number, any other stays the
 * text that was sent ("0.10", 1e2, 0.1000000000000000055). Exact checks then work on texts. Duplicate keys with other values are an error.
 */
export function parseExactJson(text: string): unknown {
  return parse(text, undefined, (digits) => (String(Number(digits)) === digits ? Number(digits) : digits));
}

import { formatScaled, powerOfTen } from '@fairlead/core/money/scaled';

/**
 * A scaled number as the JSON number that has the same decimal text; exact, since both have at most 15 significant digits. A safe integer and a power of
 * ten are exact doubles, so that their quotient is the double nearest to the decimal, which its text reads as (IEEE 754, 5.4.1).
 */
export function wireNumber(value: number | bigint, decimals: number): number {
  return typeof value === 'number' ? value / powerOfTen(decimals) : Number(formatScaled(value, decimals));
}

/** Microseconds since 1970 as an ISO 8601 text with microseconds, in UTC. */
export function isoTime(timeUs: number): string {
  const ms = Math.floor(timeUs / 1_000);
  const micros = String(timeUs % 1_000).padStart(3, '0');
  return new Date(ms).toISOString().replace('Z', `${micros}Z`);
}

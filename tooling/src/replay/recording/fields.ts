import { parseScaled } from '@fairlead/core/money/scaled';
import { badField, type Row, textIn } from './rows.ts';

/** More than anybody displays or trades at once. A larger number is another column, or damage, and would not be exact in every sum. */
const SIZE_MAX = 10_000_000_000;
const WHOLE = /^(\d{1,15})(?:\.0+)?$/;
const DECIMAL = /^(\d*)(?:\.(\d+))?$/;
const MILLISECONDS = /^(\d{1,15})(?:\.(\d+))?$/;
const US_PER_MS = 1_000;
const US_DIGITS = 3;
const DAY_US = 86_400_000_000;
/** From 1990 to 2100: a time in seconds, micro- or nanoseconds is far outside. */
const EPOCH_US = { first: 631_152_000_000_000, last: 4_102_444_800_000_000 } as const;

/** A price that may lie between two prices of the instrument: `price` is the lower of them, or the price itself where it is one. */
export interface PrintPrice {
  readonly price: number;
  readonly isBetween: boolean;
}

/** A size that is a whole number, in units; nothing written is none. */
export function sizeIn<Column extends string>(row: Row<Column>, column: Column): number {
  const text = textIn(row, column);
  if (text === '') return 0;
  const [, digits] = WHOLE.exec(text) ?? [];
  if (digits === undefined) throw badField(row, column, 'is not a whole number');
  const size = Number(digits);
  if (size > SIZE_MAX) throw badField(row, column, `is more than ${SIZE_MAX}`);
  return size;
}

/** A quoted price of at most these decimals, as a whole number of its smallest unit; nothing written is none, which is 0. */
export function priceIn<Column extends string>(row: Row<Column>, column: Column, decimals: number): number {
  const text = textIn(row, column);
  if (text === '') return 0;
  // Some tapes leave out the zero before the point.
  const parsed = parseScaled(text.startsWith('.') ? `0${text}` : text, decimals);
  if (!parsed.ok || parsed.value < 0) throw badField(row, column, `is not a price of at most ${decimals} decimals`);
  return parsed.value;
}

/** A quoted price that is written in the instrument's smallest unit; nothing written is none. */
export function wholePriceIn<Column extends string>(row: Row<Column>, column: Column): number {
  return priceIn(row, column, 0);
}

/** A price at which something traded: it may have more decimals than anybody may quote, as midpoints and averages do, and is never rounded. */
export function printPriceIn<Column extends string>(row: Row<Column>, column: Column, decimals: number): PrintPrice {
  const [, whole, fraction = ''] = DECIMAL.exec(textIn(row, column)) ?? [];
  const kept = fraction.slice(0, decimals);
  const parsed = whole === undefined ? null : parseScaled(`${whole || '0'}.${kept || '0'}`, decimals);
  if (parsed === null || !parsed.ok) throw badField(row, column, 'is not a price');
  return { price: parsed.value, isBetween: /[1-9]/.test(fraction.slice(decimals)) };
}

/** Milliseconds, whole or with decimals, as microseconds; what is finer is cut. */
export function msAsUsIn<Column extends string>(row: Row<Column>, column: Column): number {
  const [, whole, fraction = ''] = MILLISECONDS.exec(textIn(row, column)) ?? [];
  if (whole === undefined) throw badField(row, column, 'is not a number of milliseconds');
  return Number(whole) * US_PER_MS + Number(fraction.slice(0, US_DIGITS).padEnd(US_DIGITS, '0'));
}

/** Milliseconds since midnight as microseconds; refuses what is no time of a day, as one in another unit is not. */
export function timeOfDayUsIn<Column extends string>(row: Row<Column>, column: Column): number {
  const timeUs = msAsUsIn(row, column);
  if (timeUs >= DAY_US) throw badField(row, column, 'is no time of a day in milliseconds since midnight');
  return timeUs;
}

/** Milliseconds since 1970 as microseconds; refuses what is not between 1990 and 2100, as a time in another unit is not. */
export function epochUsIn<Column extends string>(row: Row<Column>, column: Column): number {
  const timeUs = msAsUsIn(row, column);
  if (!isEpochUs(timeUs)) throw badField(row, column, 'is no time from 1990 to 2100 in milliseconds since 1970');
  return timeUs;
}

/** Whether a number is such a time in microseconds. */
export function isEpochUs(timeUs: number): boolean {
  return timeUs >= EPOCH_US.first && timeUs < EPOCH_US.last;
}

import { parseScaled, powerOfTen } from '@fairlead/core/money/scaled';
import { badField, type Row, textIn } from './rows.ts';

/** More than anybody displays or trades at once. A larger number is another column, or damage, and would not be exact in every sum. */
const SIZE_MAX = 10_000_000_000;
/** What a unit may cost: prices are exact up to 90 million, and what is reckoned from a price may lie above it. */
const PRICE_MAX = 80_000_000;
const WHOLE = /^(\d{1,15})(?:\.0+)?$/;
const FRACTION = /^(\d{1,10})\.\d+$/;
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
  const size = wholeOf(textIn(row, column));
  if (size === null) throw badField(row, column, 'is not a whole number');
  if (size > SIZE_MAX) throw badField(row, column, `is more than ${SIZE_MAX}`);
  return size;
}

/** The size of a print in whole units: fractions of a share trade, and meet nobody in a book. Nothing written is none. */
export function printSizeIn<Column extends string>(row: Row<Column>, column: Column): number {
  const [, whole] = FRACTION.exec(textIn(row, column)) ?? [];
  return whole === undefined ? sizeIn(row, column) : Number(whole);
}

/** A quoted price of at most these decimals, as a whole number of its smallest unit; nothing written is none, which is 0. */
export function priceIn<Column extends string>(row: Row<Column>, column: Column, decimals: number): number {
  const text = textIn(row, column);
  if (text === '') return 0;
  // Some tapes leave out the zero before the point.
  const parsed = parseScaled(text.startsWith('.') ? `0${text}` : text, decimals);
  if (!parsed.ok || parsed.value < 0) throw badField(row, column, `is not a price of at most ${decimals} decimals`);
  if (isTooDear(parsed.value, decimals)) throw badField(row, column, `is more than ${PRICE_MAX} a unit`);
  return parsed.value;
}

/** Whether a price of a scale is more than can be reckoned with. */
export function isTooDear(price: number, decimals: number): boolean {
  return price > PRICE_MAX * powerOfTen(decimals);
}

/** A quoted price that is written in the instrument's smallest unit, a whole number; nothing written is none. */
export function wholePriceIn<Column extends string>(row: Row<Column>, column: Column, decimals: number): number {
  const price = wholeOf(textIn(row, column));
  if (price === null) throw badField(row, column, 'is not a price in whole units');
  if (isTooDear(price, decimals)) throw badField(row, column, `is more than ${PRICE_MAX} a unit`);
  return price;
}

function wholeOf(text: string): number | null {
  if (text === '') return 0;
  const [, digits] = WHOLE.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** A price at which something traded: it may have more decimals than anybody may quote, as midpoints and averages do, and is never rounded. */
export function printPriceIn<Column extends string>(row: Row<Column>, column: Column, decimals: number): PrintPrice {
  const print = printOf(textIn(row, column), decimals);
  if (print === null) throw badField(row, column, 'is not a price');
  if (isTooDear(print.price, decimals)) throw badField(row, column, `is more than ${PRICE_MAX} a unit`);
  return print;
}

/** The same where it is written in the smallest unit of these decimals. */
export function wholePrintPriceIn<Column extends string>(row: Row<Column>, column: Column, decimals: number) {
  const print = printOf(textIn(row, column), 0);
  if (print === null) throw badField(row, column, 'is not a price');
  if (isTooDear(print.price, decimals)) throw badField(row, column, `is more than ${PRICE_MAX} a unit`);
  return print;
}

function printOf(text: string, decimals: number): PrintPrice | null {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return null;
  const parsed = parseScaled(`${whole || '0'}.${fraction.slice(0, decimals) || '0'}`, decimals);
  return parsed.ok ? { price: parsed.value, isBetween: /[1-9]/.test(fraction.slice(decimals)) } : null;
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

import type { PriceForm } from '@/rows/instrument-form';

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 8 });
const MONEY = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const MONEY_TOTAL = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const MINUS = '−';
const SIGNS: Readonly<Record<string, string>> = { USD: '$', JPY: '¥' };
/** One for each form of prices: making them is slow. */
const PRICES = new Map<string, Intl.NumberFormat>();

/** A quantity with thousands apart. */
export const formatQuantity = (value: number): string => WHOLE.format(value);
/** A price, with the decimals of its instrument. */
export function formatPrice(value: number | null, { least, most }: PriceForm): string {
  if (value === null) return '–';
  const key = `${least} ${most}`;
  const format =
    PRICES.get(key) ?? new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most });
  PRICES.set(key, format);
  return format.format(value);
}

/** A currency as it stands beside an amount. */
export const currencySign = (currency: string): string => SIGNS[currency] ?? currency;

/** An amount of money with its sign, as what is paid (+) or received (−). */
export const formatSignedMoney = (value: number): string =>
  `${value < 0 ? MINUS : '+'}${(Math.abs(value) < 1 ? MONEY : MONEY_TOTAL).format(Math.abs(value))}`;

/** Basis points with their sign. A zero has none. */
export function formatBps(value: number | null, decimals = 2): string {
  if (value === null) return '–';
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return value < 0 ? `${MINUS}${text}` : `+${text}`;
}

/** Microseconds: whole from ten on. */
export const formatUs = (value: number | null): string =>
  value === null ? '–' : value < 10 ? value.toFixed(1) : WHOLE.format(Math.round(value));

/** A span of time in the unit that fits it. */
export function formatSpan(ms: number): string {
  if (ms < 1) return `${Math.round(ms * 1_000)} µs`;
  if (ms < 1_000) return `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(2)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A time that somebody waits: in whole units where it is whole, in minutes from two of them on. */
export function formatWait(ms: number): string {
  if (ms >= 120_000 && ms % 60_000 === 0) return `${WHOLE.format(ms / 60_000)} min`;
  return ms % 1_000 === 0 ? `${WHOLE.format(ms / 1_000)} s` : formatSpan(ms);
}

/** Keeps the sign beside its figure at the end of a line. */
const NO_BREAK = '\u00a0';

/** A share of one as a percentage. */
export const formatShare = (share: number): string =>
  `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)}${NO_BREAK}%`;

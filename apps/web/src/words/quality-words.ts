import { type ExecutionSource, type QualityDimension, SIZE_BUCKETS } from '@fairlead/core/analytics/quality-dimension';
import type { QualityPeriod, QualityRecords } from '@/lists/quality-url';
import { OBJECTIVE_NAMES } from './order-words';

/** What a table tells executions apart by, as its first column is headed. */
export const CUT_NAMES: Readonly<Record<QualityDimension, string>> = {
  VENUE: 'Venue',
  INSTRUMENT: 'Instrument',
  OBJECTIVE: 'Objective',
  SIZE: 'Size of order',
  CLIENT: 'Client',
  SOURCE: 'Records',
  HOUR: 'Hour of day',
  DAY: 'Day',
  MONTH: 'Month',
  QUARTER: 'Quarter',
};

export const PERIOD_NAMES: Readonly<Record<QualityPeriod, string>> = {
  '1d': 'Today',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  quarter: 'This quarter',
  'last-quarter': 'Last quarter',
  days: 'Days…',
};

export const RECORDS_NAMES: Readonly<Record<QualityRecords, string>> = {
  OWN: 'Routed and imported',
  ROUTED: 'Routed here',
  IMPORTED: 'Imported',
  LOOK_THROUGH: 'Routed by another firm',
};

const SOURCE_NAMES: Readonly<Record<ExecutionSource, string>> = {
  ROUTED: 'Routed here',
  REPORTED: 'Decided here, executed by the client',
  IMPORTED: 'Imported',
  LOOK_THROUGH: 'Routed by another firm',
};

const WHOLE = new Intl.NumberFormat('en-US');

/** A size of orders by its bounds, in their currency. */
export function sizeWords(bucket: string): string {
  const sizes: readonly string[] = SIZE_BUCKETS;
  const place = sizes.indexOf(bucket);
  const [from, to] = [SIZE_BUCKETS[place], SIZE_BUCKETS[place + 1]];
  if (from === undefined) return bucket;
  if (to === undefined) return `${WHOLE.format(Number(from))} and more`;
  return from === '0'
    ? `below ${WHOLE.format(Number(to))}`
    : `${WHOLE.format(Number(from))} to ${WHOLE.format(Number(to))}`;
}

/** How the key of a row reads. */
export function keyWords(dimension: QualityDimension, key: string | null): string {
  if (key === null) return 'not known';
  switch (dimension) {
    case 'SIZE':
      return sizeWords(key);
    case 'HOUR':
      return `${key}:00 ET`;
    case 'OBJECTIVE':
      return named(OBJECTIVE_NAMES, key);
    case 'SOURCE':
      return named(SOURCE_NAMES, key);
    default:
      return key;
  }
}

function named(names: Readonly<Record<string, string>>, key: string): string {
  return names[key] ?? key;
}

/** What quantities of a market are counted in. */
export function marketWords({ currency, unit }: { readonly currency: string; readonly unit: string }): string {
  if (unit === 'SHARES') return `Stocks in ${currency}`;
  return unit === 'CONTRACTS' ? `Options in ${currency}` : `${unit} in ${currency}`;
}

import { groupedText } from '../money/decimal-text.ts';
import type { RoutingObjective } from '../order/request.ts';
import { type ExecutionSource, type QualityDimension, SIZE_BUCKETS } from './quality-dimension.ts';

/** What a table tells executions apart by, as its first column is headed on paper and on screen. */
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

export const OBJECTIVE_NAMES: Readonly<Record<RoutingObjective, string>> = {
  BEST_PRICE: 'Best price',
  FASTEST_EXECUTION: 'Fastest',
  LOWEST_COST: 'Lowest cost',
  MINIMAL_IMPACT: 'Minimal impact',
  HIGHEST_FILL_RATE: 'Highest fill rate',
  SMART: 'Smart',
};

const SOURCE_NAMES: Readonly<Record<ExecutionSource, string>> = {
  ROUTED: 'Routed here',
  REPORTED: 'Decided here, executed by the client',
  IMPORTED: 'Imported',
  LOOK_THROUGH: 'Routed by another firm',
};

/** How the key of a row reads; a key that has no name of its own as it is. */
export function keyName(dimension: QualityDimension, key: string | null): string {
  if (key === null) return 'not known';
  switch (dimension) {
    case 'SIZE':
      return sizeName(key);
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

/** A size of orders by its bounds, in their currency. */
export function sizeName(bucket: string): string {
  const sizes: readonly string[] = SIZE_BUCKETS;
  const place = sizes.indexOf(bucket);
  const [from, to] = [sizes[place], sizes[place + 1]];
  if (from === undefined) return bucket;
  if (to === undefined) return `${groupedText(from)} and more`;
  return from === '0' ? `below ${groupedText(to)}` : `${groupedText(from)} to ${groupedText(to)}`;
}

/** What quantities of a market are counted in: `Stocks in USD`. */
export function marketName({ currency, unit }: { readonly currency: string; readonly unit: string }): string {
  if (unit === 'SHARES') return `Stocks in ${currency}`;
  return unit === 'CONTRACTS' ? `Options in ${currency}` : `${unit} in ${currency}`;
}

import {
  BENCHMARKS,
  type Benchmark,
  costBpsText,
  type ExactPrice,
  exactPriceText,
} from '@fairlead/core/analytics/benchmark';
import type { CostedOrder } from '@fairlead/core/analytics/tca-tally';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { TcaOrder } from '@fairlead/db/repositories/tca-repository';
import { type CsvLine, csvText } from '@fairlead/rule606/csv/csv-text';

const NAMES: Readonly<Record<Benchmark, string>> = {
  ARRIVAL: 'arrival',
  INTERVAL_VWAP: 'interval_vwap',
  CLOSE: 'close',
};
const ORDER_HEAD = [
  'order_id',
  'client_id',
  'source',
  'instrument_id',
  'side',
  'objective',
  'size',
  'currency',
  'unit',
  'quantity',
  'filled_quantity',
  'notional',
  'fees',
  'begins_at',
  'last_executed_at',
];
const HEAD: CsvLine = [
  ...ORDER_HEAD,
  ...BENCHMARKS.flatMap((benchmark) =>
    ['price', 'cost', 'cost_bps', 'gap'].map((what) => `${NAMES[benchmark]}_${what}`),
  ),
];

/** The line of names. */
export const TCA_HEAD = csvText([HEAD]);

/** One order as it was read, with its prices and what it cost against them; costs with fees, positive cost us. A gap says why there is none. */
export function tcaLine(
  order: TcaOrder,
  { costs }: CostedOrder,
  prices: Readonly<Record<Benchmark, ExactPrice | string>> | null,
): CsvLine {
  const cells = [
    ...[order.order_id, order.client_id, order.source, order.instrument_id, order.side, order.objective, order.size],
    ...[order.currency, order.unit, order.quantity, order.filled_quantity, order.notional, order.fees],
    ...[isoMicroseconds(order.begins_us), order.ends_us === null ? null : isoMicroseconds(order.ends_us)],
  ];
  return [...cells, ...BENCHMARKS.flatMap((benchmark) => costCells(costs?.[benchmark], prices?.[benchmark]))];
}

function costCells(
  cost: NonNullable<CostedOrder['costs']>[Benchmark] | undefined,
  price: ExactPrice | string | undefined,
): CsvLine {
  if (cost === undefined || price === undefined) return [null, null, null, null];
  if (typeof cost === 'string' || typeof price === 'string') return [null, null, null, String(cost)];
  return [exactPriceText(price), formatScaled(cost.costE8, 8), costBpsText(cost), null];
}

/** UTC with all six digits of the second. */
function isoMicroseconds(atUs: number): string {
  const iso = new Date(Math.floor(atUs / 1_000)).toISOString();
  return `${iso.slice(0, -1)}${String(Math.round(atUs) % 1_000).padStart(3, '0')}Z`;
}

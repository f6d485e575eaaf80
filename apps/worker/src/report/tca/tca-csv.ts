import {
  BENCHMARKS,
  type Benchmark,
  type BenchmarkCost,
  type BenchmarkGap,
  costBpsText,
  type ExactPrice,
  exactPriceText,
  shortfall,
} from '@fairlead/core/analytics/benchmark';
import type { CostedOrder } from '@fairlead/core/analytics/tca-tally';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { TcaOrder } from '@fairlead/db/repositories/tca-repository';
import { type CsvLine, csvText } from '@fairlead/rule606/csv/csv-text';
import type { OrderBenchmarks } from './market-benchmarks.ts';

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
  ...['left_quantity', 'ended_at', 'left_price', 'opportunity_cost', 'opportunity_cost_bps', 'opportunity_gap'],
  ...['shortfall_cost', 'shortfall_cost_bps', 'shortfall_gap'],
];

/** The line of names. */
export const TCA_HEAD = csvText([HEAD]);

/** One order as it was read, with its prices and what it cost against them; costs with fees, positive cost us. A gap says why there is none. */
export function tcaLine(order: TcaOrder, costed: CostedOrder, { executed, left }: OrderBenchmarks): CsvLine {
  const { costs, opportunity } = costed;
  const cells = [
    ...[order.order_id, order.client_id, order.source, order.instrument_id, order.side, order.objective, order.size],
    ...[order.currency, order.unit, order.quantity, order.filled_quantity, order.notional, order.fees],
    ...[isoMicroseconds(order.begins_us), order.ends_us === null ? null : isoMicroseconds(order.ends_us)],
  ];
  return [
    ...cells,
    ...BENCHMARKS.flatMap((benchmark) => [
      priceCell(executed?.[benchmark], costs?.[benchmark]),
      ...costCells(costs?.[benchmark]),
    ]),
    ...[formatScaled(costed.leftE8, 8), order.ended_us === null ? null : isoMicroseconds(order.ended_us)],
    ...[priceCell(left, opportunity), ...costCells(opportunity)],
    ...costCells(shortfall(costs?.ARRIVAL ?? null, opportunity)),
  ];
}

/** The price that a cost is measured against; nothing where there is no cost. */
function priceCell(
  price: ExactPrice | BenchmarkGap | null | undefined,
  cost: BenchmarkCost | BenchmarkGap | null | undefined,
): string | null {
  if (cost === null || cost === undefined || typeof cost === 'string') return null;
  return price === null || price === undefined || typeof price === 'string' ? null : exactPriceText(price);
}

/** A cost, the same in basis points, or why it is not known. */
function costCells(cost: BenchmarkCost | BenchmarkGap | null | undefined): CsvLine {
  if (cost === null || cost === undefined) return [null, null, null];
  return typeof cost === 'string' ? [null, null, cost] : [formatScaled(cost.costE8, 8), costBpsText(cost), null];
}

/** UTC with all six digits of the second. */
function isoMicroseconds(atUs: number): string {
  const iso = new Date(Math.floor(atUs / 1_000)).toISOString();
  return `${iso.slice(0, -1)}${String(Math.round(atUs) % 1_000).padStart(3, '0')}Z`;
}

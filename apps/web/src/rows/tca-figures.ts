import { BENCHMARK_GAPS, BENCHMARKS } from '@fairlead/core/analytics/benchmark';
import { TCA_DIMENSIONS } from '@fairlead/core/analytics/tca-tally';
import { z } from 'zod';

/** What orders cost against a benchmark, of how many it is known, and of how many it is not and why. */
const benchmark = z.object({
  orders: z.number(),
  /** With fees, in the currency of the row; positive cost us. */
  cost: z.string(),
  cost_bps: z.string().nullable(),
  missing: z.partialRecord(z.enum(BENCHMARK_GAPS), z.number()),
});

/** Orders of one market, all of them or those of a key. Exact decimal texts. */
const row = z.object({
  key: z.string().nullable(),
  currency: z.string(),
  unit: z.string(),
  orders: z.number(),
  filled_orders: z.number(),
  filled_quantity: z.string(),
  notional: z.string(),
  fees: z.string(),
  benchmarks: z.record(z.enum(BENCHMARKS), benchmark),
  /** Of orders that were not executed whole. Not told by runs from before it was reckoned. */
  left_orders: z.number().optional(),
  left_quantity: z.string().optional(),
  opportunity: benchmark.optional(),
  shortfall: benchmark.optional(),
});
export type TcaRow = z.infer<typeof row>;

/** What orders cost: a row a market, and a row a market and key of each kind of key. */
export const tcaFigures = z.object({
  markets: z.array(row),
  by: z.record(z.enum(TCA_DIMENSIONS), z.array(row)),
});
export type TcaFigures = z.infer<typeof tcaFigures>;

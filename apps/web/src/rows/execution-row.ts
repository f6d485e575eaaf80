import { liquidityFlag, side } from '@fairlead/contracts/enums';
import { z } from 'zod';

/** A fill as the ticker shows it. */
export const executionRow = z.object({
  execution_id: z.string(),
  order_pk: z.string(),
  instrument_id: z.string(),
  side,
  venue_id: z.string(),
  quantity: z.number(),
  price: z.number(),
  liquidity_flag: liquidityFlag,
  at_ms: z.number(),
});
export type ExecutionRow = z.infer<typeof executionRow>;

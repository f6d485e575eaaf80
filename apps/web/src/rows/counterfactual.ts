import { orderKind, routingMode, routingObjective } from '@fairlead/contracts/enums';
import { z } from 'zod';

/** What one objective and mode would have done on the market of a decision. Quantities are exact texts, costs basis points of the arrival mid. */
export const alternative = z.object({
  objective: routingObjective,
  mode: routingMode,
  is_asked: z.boolean(),
  expected: z.object({
    fill_rate: z.number().nullable(),
    cost_bps: z.number().nullable(),
    time_ms: z.number().nullable(),
    impact_bps: z.number().nullable(),
    confidence: z.number().nullable(),
  }),
  slices: z.array(z.object({ venue_id: z.string(), quantity: z.string(), order_kind: orderKind })),
  unallocated_quantity: z.string(),
  unallocated_code: z.string().nullable(),
});
export type Alternative = z.infer<typeof alternative>;

/** Every objective in every mode on the market of one decision. */
export const counterfactual = z.object({ decision_id: z.string(), alternatives: z.array(alternative) });

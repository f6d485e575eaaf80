import { orderState } from '@fairlead/contracts/enums';
import { decisionEvidence } from '@fairlead/contracts/evidence';
import { z } from 'zod';

/** Where a decision stands in the life of its order. Quantities in units. */
export const decisionContext = z.object({
  order_state: orderState,
  order_quantity: z.number(),
  /** How many waves the order has by now. */
  waves: z.number(),
  /** What was filled when the decision was made. */
  filled_before: z.number(),
  /** The decisions of the waves before and after; null where there is none. */
  previous_id: z.string().nullable(),
  next_id: z.string().nullable(),
});
export type DecisionContext = z.infer<typeof decisionContext>;

/** A decision with everything it was made from, and what its wave has come to. */
export const decisionDetail = z.object({
  decision_id: z.string(),
  order_pk: z.string(),
  decision_hash: z.string(),
  routing_time_us: z.number(),
  simulated: z.boolean(),
  at_ms: z.number(),
  /** By the fills of its own wave, in units; the cost null before the first. */
  filled_quantity: z.number(),
  realised_cost_bps: z.number().nullable(),
  context: decisionContext,
  evidence: decisionEvidence,
});
export type DecisionDetail = z.infer<typeof decisionDetail>;

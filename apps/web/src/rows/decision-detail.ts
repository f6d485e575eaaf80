import { decisionEvidence } from '@fairlead/contracts/evidence';
import { z } from 'zod';

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
  evidence: decisionEvidence,
});
export type DecisionDetail = z.infer<typeof decisionDetail>;

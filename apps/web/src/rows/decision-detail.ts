import { decisionEvidence } from '@fairlead/contracts/evidence';
import { z } from 'zod';

/** A decision with everything it was made from. */
export const decisionDetail = z.object({
  decision_id: z.string(),
  order_pk: z.string(),
  decision_hash: z.string(),
  routing_time_us: z.number(),
  simulated: z.boolean(),
  at_ms: z.number(),
  evidence: decisionEvidence,
});
export type DecisionDetail = z.infer<typeof decisionDetail>;

import { decisionCounterfactual, strategyAlternative } from '@fairlead/contracts/decisions';
import { z } from 'zod';

/** What one objective and mode would have done on the market of a decision: as much of it as is shown. */
const alternative = strategyAlternative.omit({ weights: true, left_out: true });
export type Alternative = z.infer<typeof alternative>;

/** Every objective in every mode on the market of one decision, for the quantity that it had to place. */
export const counterfactual = decisionCounterfactual
  .pick({ decision_id: true, quantity: true })
  .extend({ alternatives: z.array(alternative) });

import { decisionReplay } from '@fairlead/contracts/decisions';
import type { z } from 'zod';

/** What came of making a decision again from its record. */
export const recomputation = decisionReplay.omit({ decision_id: true });
export type Recomputation = z.infer<typeof recomputation>;

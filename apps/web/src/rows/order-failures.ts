import { z } from 'zod';

/** What of a list of orders did not go well, however deep it lies. */
export const orderFailures = z.object({
  rejected: z.number(),
  unknown: z.number(),
  /** In a state that passes within moments, for longer than these. */
  stuck: z.number(),
  /** False where there may be more: only so many were looked at. */
  is_whole: z.boolean(),
});
export type OrderFailures = z.infer<typeof orderFailures>;

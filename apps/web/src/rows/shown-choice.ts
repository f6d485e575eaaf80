import { z } from 'zod';

/** A choice that a report rests on, as its run has kept it. */
export const shownChoice = z.object({
  name: z.string(),
  value: z.string(),
  verified: z.boolean(),
  note: z.string(),
  // Of reports made before a firm could choose there is none.
  source: z.string().nullish(),
  since: z.string().nullish(),
});
export type ShownChoice = z.infer<typeof shownChoice>;

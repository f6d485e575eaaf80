import { z } from 'zod';

/** Who the firm is from a day on, as its reports name it. Participant and code are of Rule 605, null of a firm that is no market center. */
export const reportFirm = z.object({
  effective_from: z.string(),
  bd: z.string(),
  crd: z.string(),
  participant: z.string().nullable(),
  entity: z.string().nullable(),
  author_name: z.string(),
  created_at_ms: z.number(),
});
export type ReportFirm = z.infer<typeof reportFirm>;

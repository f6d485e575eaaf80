import { z } from 'zod';

/** What a run of a public report, Rule 606(a)(1), depends on besides its quarter: the firm as its form and the name of its file have it. */
export const publicReportParameters = z.strictObject({
  /** The broker-dealer's name. */
  bd: z.string().trim().min(1).max(80),
  /** Its number in the Central Registration Depository. */
  crd: z.string().regex(/^\d{1,10}$/),
});
export type PublicReportParameters = z.infer<typeof publicReportParameters>;

import { z } from 'zod';

/** What a run of a public report, Rule 606(a)(1), depends on besides its quarter: the firm as its form and the name of its file have it. */
export const publicReportParameters = z.strictObject({
  /** The broker-dealer's name. */
  bd: z.string().trim().min(1).max(80),
  /** Its number in the Central Registration Depository. */
  crd: z.string().regex(/^\d{1,10}$/),
});
export type PublicReportParameters = z.infer<typeof publicReportParameters>;

/** What a run of an execution report, Rule 605, depends on besides its month. */
export const executionReportParameters = z.strictObject({
  /** The broker-dealer's name. */
  bd: z.string().trim().min(1).max(80),
  /** The letter of the designated participant to which it reports: T is FINRA. */
  participant: z.string().regex(/^[A-Z]$/),
  /** The code that it has been given there. */
  entity: z.string().regex(/^[A-Z]{1,8}$/),
});
export type ExecutionReportParameters = z.infer<typeof executionReportParameters>;

/** What a run of the review of best execution depends on besides its quarter. */
export const reviewParameters = z.strictObject({
  /** The broker-dealer's name. */
  bd: z.string().trim().min(1).max(80),
  /** Its number in the Central Registration Depository. */
  crd: z.string().regex(/^\d{1,10}$/),
});

import { z } from 'zod';
import { chosenValues } from './report-choice.ts';

/** What a run of a public report, Rule 606(a)(1), depends on besides its quarter: the firm as its form and the name of its file have it. */
export const publicReportParameters = z.strictObject({
  /** The broker-dealer's name. */
  bd: z.string().trim().min(1).max(80),
  /** Its number in the Central Registration Depository. */
  crd: z.string().regex(/^\d{1,10}$/),
  /** What the firm had chosen where no public source was seen. */
  choices: chosenValues.default({}),
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
  /** What the firm had chosen where no public source was seen. */
  choices: chosenValues.default({}),
});
export type ExecutionReportParameters = z.infer<typeof executionReportParameters>;

/** What a run of the review of best execution depends on besides its quarter. */
export const reviewParameters = z.strictObject({
  /** The broker-dealer's name. */
  bd: z.string().trim().min(1).max(80),
  /** Its number in the Central Registration Depository. */
  crd: z.string().regex(/^\d{1,10}$/),
});

/** What a run of a report to a customer, Rule 606(b)(1) or (b)(3), depends on besides its days. */
export const customerReportParameters = z
  .strictObject({
    bd: z.string().trim().min(1).max(80),
    /** The customer's name as it is printed; empty for all customers together. */
    customer: z.string().trim().max(80),
    /** Null is every client. */
    client_id: z.string().min(1).max(50).nullable(),
    /** The pseudonym of the client's customer, as rows have it, so that no run keeps a name that is erased; null is all of them. */
    customer_id: z.string().min(1).max(50).nullable(),
    /** Whether the orders are told too, in the layout in which a firm imports them that has routed through this one. */
    look_through: z.boolean().default(false),
  })
  .refine(({ client_id, customer_id }) => customer_id === null || client_id !== null, {
    message: 'a customer is of a client',
    path: ['client_id'],
  });
export type CustomerReportParameters = z.infer<typeof customerReportParameters>;

/** What a run of transaction costs depends on besides its days: the firm, and whose orders; a customer is named by pseudonym. Null is everybody's. */
export const tcaParameters = z.strictObject({
  bd: z.string().trim().min(1).max(80),
  client_id: z.string().min(1).max(50).nullable(),
  customer_id: z.string().min(1).max(50).nullable(),
});
export type TcaParameters = z.infer<typeof tcaParameters>;

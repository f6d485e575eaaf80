import { z } from 'zod';
import { chosenValues } from './report-choice.ts';

/** What a run of a public report, Rule 606(a)(1), depends on besides its quarter: the firm as its form and the name of its file have it. */
export const publicReportParameters = z.strictObject({
  bd: z.string().trim().min(1).max(80).describe(`The broker-dealer's name.`),
  crd: z
    .string()
    .regex(/^\d{1,10}$/)
    .describe('Its number in the Central Registration Depository.'),
  choices: chosenValues.default({}).describe('What the firm had chosen where no public source was seen.'),
});
export type PublicReportParameters = z.infer<typeof publicReportParameters>;

/** What a run of an execution report, Rule 605, depends on besides its month. */
export const executionReportParameters = z.strictObject({
  bd: z.string().trim().min(1).max(80).describe(`The broker-dealer's name.`),
  participant: z
    .string()
    .regex(/^[A-Z]$/)
    .describe('The letter of the designated participant to which it reports: T is FINRA.'),
  entity: z
    .string()
    .regex(/^[A-Z]{1,8}$/)
    .describe('The code that it has been given there.'),
  choices: chosenValues.default({}).describe('What the firm had chosen where no public source was seen.'),
});
export type ExecutionReportParameters = z.infer<typeof executionReportParameters>;

/** What a run of the review of best execution depends on besides its quarter. */
export const reviewParameters = z.strictObject({
  bd: z.string().trim().min(1).max(80).describe(`The broker-dealer's name.`),
  crd: z
    .string()
    .regex(/^\d{1,10}$/)
    .describe('Its number in the Central Registration Depository.'),
});

/** What a run of a report to a customer, Rule 606(b)(1) or (b)(3), depends on besides its days. */
export const customerReportParameters = z
  .strictObject({
    bd: z.string().trim().min(1).max(80),
    customer: z
      .string()
      .trim()
      .max(80)
      .describe(`The customer's name as it is printed; empty for all customers together.`),
    client_id: z.string().min(1).max(50).nullable().describe('Null is every client.'),
    customer_id: z
      .string()
      .min(1)
      .max(50)
      .nullable()
      .describe(
        `The pseudonym of the client's customer, as rows have it, so that no run keeps a name that is erased; null is all of them.`,
      ),
    look_through: z
      .boolean()
      .default(false)
      .describe(
        'Whether the orders are told too, in the layout in which a firm imports them that has routed through this one.',
      ),
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

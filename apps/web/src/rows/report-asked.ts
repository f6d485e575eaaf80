import { z } from 'zod';

const year = z.int().min(2000).max(2199);
const quarter = { year, quarter: z.int().min(1).max(4) };
const name = z.string().trim().min(1).max(80);
const client = z.string().trim().min(1).max(50).nullable();
/** Of simulated orders only. */
const simulated = z.boolean();
const customer = {
  /** Null is every client together. */
  client_id: client,
  /** One of the client's customers, by the name that orders have; null is all of them. */
  customer_id: client,
  /** As the report prints it; empty where it is of every client. */
  customer: name.or(z.literal('')),
  /** The day of the customer's request, an ISO date. */
  requested_on: z.iso.date(),
  /** Also the files of the import layout, for a correspondent. */
  look_through: z.boolean(),
};

/** A report that is asked for, as the router's API has it without who asks and why. */
export const reportAsked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('RULE_606_A1'), ...quarter, simulated }),
  z.object({ kind: z.literal('RULE_606_B1'), ...customer, simulated }),
  z.object({ kind: z.literal('RULE_606_B3'), ...customer, simulated }),
  z.object({ kind: z.literal('RULE_605'), year, month: z.int().min(1).max(12), simulated }),
  z.object({ kind: z.literal('REVIEW'), ...quarter, simulated }),
  z.object({
    kind: z.literal('TCA'),
    from: z.iso.date(),
    to: z.iso.date(),
    client_id: client,
    customer_id: client,
    simulated,
  }),
]);
export type ReportAsked = z.infer<typeof reportAsked>;

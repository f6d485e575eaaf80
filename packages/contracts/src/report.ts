import { REPORT_KINDS, RULE_606_KINDS } from '@fairlead/core/report/report-kind';
import { RUN_STATES } from '@fairlead/core/report/run-state';
import { z } from 'zod';
import { idempotencyKey } from './act.ts';
import { integerInput } from './decimal.ts';
import { identifier } from './identifier.ts';
import { printedNameOrNone } from './printed-name.ts';
import { reportAside } from './report-breaks.ts';

/** The entry of the audit that tells of an act. */
const audited = { audit_id: z.uuid() };
const why = z.string().normalize().trim().min(1).max(500);
/** Days and years of which reports can be: as far as the calendar of New York is right, and columns hold times. */
const day = z.iso.date().refine((text) => text >= '2000-01-01' && text < '2199-01-01', 'from 2000 to 2198');
const year = integerInput(2000, 2198);
/** What every request says besides what it asks for. */
const asked = {
  /** Of simulated orders only, and marked so; a real report never counts them. */
  simulated: z.boolean().default(false),
  reason: why,
  idempotency_key: idempotencyKey.nullish(),
};
const quarter = { year, quarter: integerInput(1, 4) };
const whose = {
  client_id: identifier(50).nullable().default(null),
  /** One of the client's own customers, by the name that orders have; null is the client with all of them. */
  customer_id: z.string().min(1).max(50).nullable().default(null),
};
const customer = {
  ...whose,
  /** The customer's name as the report prints it; empty for all customers together. */
  customer: printedNameOrNone,
  /** The day of the customer's request, today in New York where none is said: the report is of the six months before it. */
  requested_on: day.optional(),
  /** Whether the orders are told too, in the layout in which a firm imports them that has routed through this one. */
  look_through: z.boolean().default(false),
};

type Whose = { readonly client_id: string | null; readonly customer_id: string | null };
const isOfClient = ({ client_id, customer_id }: Whose) => customer_id === null || client_id !== null;
const OF_CLIENT = { path: ['client_id'], message: 'a customer is one of a client' };
const isNamed = ({ client_id, customer }: Whose & { readonly customer: string }) =>
  client_id === null || customer !== '';
const NAMED = { path: ['customer'], message: 'the name of the customer, as the report prints it' };

export const reportRequest = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('RULE_606_A1'), ...quarter, ...asked }),
    z
      .strictObject({ kind: z.literal('RULE_606_B1'), ...customer, ...asked })
      .refine(isOfClient, OF_CLIENT)
      .refine(isNamed, NAMED),
    z
      .strictObject({ kind: z.literal('RULE_606_B3'), ...customer, ...asked })
      .refine(isOfClient, OF_CLIENT)
      .refine(isNamed, NAMED),
    z.strictObject({ kind: z.literal('RULE_605'), year, month: integerInput(1, 12), ...asked }),
    z.strictObject({ kind: z.literal('REVIEW'), ...quarter, ...asked }),
    z
      .strictObject({
        kind: z.literal('TCA'),
        from: day,
        to: day,
        ...whose,
        ...asked,
      })
      .refine(({ from, to }) => from < to, { path: ['to'], message: 'is not after from' })
      .refine(isOfClient, OF_CLIENT),
  ])
  .meta({
    id: 'ReportRequest',
    description:
      "A report that is asked for. (a)(1) and the review are of a calendar quarter, 605 of a month, (b)(1) of the six months until the day before the customer's request, (b)(3) of the six whole calendar months before it, TCA of the days from `from` until the day before `to`.",
  });
export type ReportRequest = z.infer<typeof reportRequest>;

export const reportReason = z
  .strictObject({ reason: why, idempotency_key: idempotencyKey.nullish() })
  .meta({ id: 'ReportReason', description: 'What a person says of a run that is made again, approved or published.' });

export const reportFile = z
  .object({ name: z.string(), media_type: z.string(), bytes: z.int(), sha256: z.string() })
  .meta({ id: 'ReportFile' });

const time = z.string().nullable();
const person = z.string().nullable();

export const reportRun = z
  .object({
    id: z.uuid(),
    kind: z.enum(REPORT_KINDS),
    period_from: z.string(),
    period_to: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    simulated: z.boolean(),
    state: z.enum(RUN_STATES),
    attempt: z.int(),
    progress: z.number().describe('0 to 1.'),
    error: z.string().nullable().describe('Of a FAILED one: a code, a colon, and what is wrong.'),
    items: z.int().nullable(),
    as_of_position: z.int().nullable(),
    files: z.array(reportFile),
    content_hash: z.string().nullable(),
    requested_on: z
      .string()
      .nullable()
      .describe('The day on which a customer asked for its report, null of other kinds.'),
    due_on: z
      .string()
      .nullable()
      .describe(
        'The last day on which it is to have it, seven business days later for (b)(3); null where the rule gives none.',
      ),
    requested_by: z.string().describe('Who answers for it, and may not approve it.'),
    requested_by_name: z.string(),
    requested_at: z.string(),
    asked_by_service: z
      .boolean()
      .describe(`By the calendar or a program, as nobody's own request: who approves it does not publish it.`),
    started_at: time,
    done_at: time,
    approved_by: person,
    approved_by_name: person,
    approval_reason: z.string().nullable(),
    approved_at: time,
    published_by: person,
    published_by_name: person,
    published_at: time,
  })
  .meta({
    id: 'ReportRun',
    description:
      "A run of a report without what it was made of. The period's last day is the one before `period_to`; times are null until they have come.",
  });
export type ReportRunView = z.infer<typeof reportRun>;

export const reportRunTaken = reportRun
  .extend(audited)
  .meta({ id: 'ReportRunTaken', description: 'A run as an act has left it.' });

/** In what a run's reconciliation says, where the journal, the rows, the venues' reports and the drop copies do not say the same: how often in all, and by code. */
export const breakCounts = z.looseObject({ count: z.int().min(0), by_code: z.record(z.string(), z.int()) });

export const wholeReportRun = reportRun
  .extend({
    figures: z.unknown(),
    reconciliation: z.record(z.string(), z.unknown()).nullable(),
    withdrawn_imports: z
      .array(
        z.object({
          id: z.uuid(),
          client_id: z.string(),
          withdrawn_at: z.string(),
          withdrawn_by: z.string(),
          reason: z.string(),
        }),
      )
      .describe(
        'Imports that it counted and that were withdrawn since: it says the same for ever, a report that is made now does not count them.',
      ),
    asides: z
      .array(reportAside)
      .describe('Breaks that a second person has set aside; what is left of `breaks` holds the report back.'),
    open_breaks: z.int().min(0),
  })
  .meta({
    id: 'WholeReportRun',
    description:
      'One run with all that it came to, null before it is DONE. The shape of its figures is that of its kind; of its reconciliation a person looks at `findings` (what its own check finds that the form lets pass) and `breaks` before it leaves.',
  });

export const reportListQuery = z.strictObject({
  kind: z.enum(REPORT_KINDS).optional(),
  cursor: z.uuid().optional().describe('The `next_cursor` of the page before.'),
  limit: integerInput(1, 200).default(50),
});

/** The same of the reports of Rule 606 alone. */
export const rule606ListQuery = reportListQuery.extend({ kind: z.enum(RULE_606_KINDS).optional() });

export const reportPage = z
  .object({ reports: z.array(reportRun), next_cursor: z.string().nullable() })
  .meta({ id: 'ReportPage', description: 'Runs, the newest first.' });

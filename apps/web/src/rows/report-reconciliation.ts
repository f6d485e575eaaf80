import { BREAK_CODES } from '@fairlead/core/report/break-code';
import { FINDINGS, type FindingCode } from '@fairlead/rule606/finding/finding';
import { z } from 'zod';

const text = z.string().nullable();

/** Where the record, the rows that reports are made of, the venues and their drop copies do not say the same: how often, in all and by code. */
const breaks = z.object({
  count: z.number(),
  by_code: z.record(z.string(), z.number()),
  /** What was compared; null where nothing is, of simulated orders. */
  sources: z
    .object({
      journal: z.object({ orders: z.number(), position: z.number() }),
      venues: z.object({ orphan_reports: z.number() }),
      drop_copies: z.object({
        drop_copies: z.number(),
        executions: z.number(),
        venue_days: z.number(),
        venue_days_covered: z.number(),
      }),
    })
    .nullable(),
});
export type ReportBreaks = z.infer<typeof breaks>;

/** Breaks of one code that a second person has set aside at once, with why. */
export const reportAside = z.object({
  id: z.string(),
  code: z.enum(BREAK_CODES),
  breaks: z.number(),
  reason: z.string(),
  by: z.string(),
  at_ms: z.number(),
});
export type ReportAside = z.infer<typeof reportAside>;

/** One break, as it is listed. What it does not concern is null. */
export const reportBreak = z.object({
  number: z.number(),
  code: z.enum(BREAK_CODES),
  order_pk: text,
  /** Whether the order is one of ours that has a page: an imported one has none, nor has one without a row. */
  is_here: z.boolean(),
  venue_id: text,
  day: text,
  execution_id: text,
  expected: text,
  found: text,
  /** Who has set it aside, and why; null while it is open. */
  aside: z.object({ by: z.string(), reason: z.string() }).nullable(),
});
export type ReportBreak = z.infer<typeof reportBreak>;

const isCode = (code: string): code is FindingCode => Object.hasOwn(FINDINGS, code);

/** What was found in a report that is made, and by what its figures were held. A part that the run does not have is null. */
export const reportReconciliation = z.object({
  findings: z
    .array(
      z.object({
        code: z.custom<FindingCode>((value) => typeof value === 'string' && isCode(value)),
        place: z.string(),
        found: z.string().nullable(),
      }),
    )
    .nullable(),
  /** Which list of S&P 500 members divides the stocks of each quarter; `as_of` is null where there is none. */
  member_lists: z.array(z.object({ quarter: z.string(), as_of: z.string().nullable() })).nullable(),
  breaks: breaks.nullable(),
  /** The oldest first. */
  asides: z.array(reportAside),
});
export type ReportReconciliation = z.infer<typeof reportReconciliation>;
export type ReportFinding = NonNullable<ReportReconciliation['findings']>[number];

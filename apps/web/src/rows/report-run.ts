import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import { RUN_STATES } from '@fairlead/core/report/run-state';
import { z } from 'zod';

/** A file of a report, as it is listed. */
const reportFile = z.object({ name: z.string(), media_type: z.string(), bytes: z.number(), sha256: z.string() });

const step = z.object({ by: z.string(), at_ms: z.number() });

/** A run of a report, without what it is made of. Periods are ISO dates, the day after the last one not in it. */
export const reportRun = z.object({
  id: z.string(),
  kind: z.enum(REPORT_KINDS),
  period_from: z.string(),
  period_to: z.string(),
  /** Of simulated orders only. */
  simulated: z.boolean(),
  /** Whose report it is; null where its parameters do not say. */
  firm: z.object({ bd: z.string(), crd: z.string() }).nullable(),
  /** Of whose orders; null is every client. */
  client_id: z.string().nullable(),
  /** The pseudonym of the one customer of the client whose orders they are; null is all. */
  customer_id: z.string().nullable(),
  /** Whom it is for, as it prints the name; null of a report that is for nobody in particular. */
  customer: z.string().nullable(),
  /** The day on which its customer asked for it, an ISO date. */
  requested_on: z.string().nullable(),
  /** By when its customer is to have it, an ISO date, and whether that day has gone by without it. */
  due: z.object({ on: z.string(), is_over: z.boolean() }).nullable(),
  state: z.enum(RUN_STATES),
  attempt: z.number(),
  /** 0 to 1. */
  progress: z.number(),
  error: z.string().nullable(),
  /** Rows that its figures are sums of. */
  items: z.number().nullable(),
  as_of_position: z.number().nullable(),
  files: z.array(reportFile),
  content_hash: z.string().nullable(),
  /** Who asked for it, by the name that the audit knows them by. */
  requested_by: z.string(),
  /** Whether nobody had asked for it but the calendar. */
  is_of_calendar: z.boolean(),
  requested: step,
  started_at_ms: z.number().nullable(),
  done_at_ms: z.number().nullable(),
  approved: step.extend({ reason: z.string() }).nullable(),
  /** Who may not publish it, having approved it, because nobody had asked for it but the calendar; null where anybody may. */
  not_published_by: z.string().nullable(),
  published: step.nullable(),
});
export type ReportRun = z.infer<typeof reportRun>;

/** A report that has a day by which it is to be published, or a customer is to have it, and the run of it that has come furthest. */
export const reportDue = z.object({
  kind: z.enum(REPORT_KINDS),
  period_from: z.string(),
  period_to: z.string(),
  /** The last day, an ISO date. */
  due_on: z.string(),
  days_left: z.number(),
  run: reportRun.nullable(),
});
export type ReportDue = z.infer<typeof reportDue>;

/** A page of runs, the newest first. */
export const reportRuns = z.object({ rows: z.array(reportRun), next: z.string().nullable() });

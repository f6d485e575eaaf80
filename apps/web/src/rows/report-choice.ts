import { CHOICE_KINDS, REPORT_CHOICES } from '@fairlead/core/report/report-choice';
import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import { z } from 'zod';

/** A choice of the firm where a report rests on what no public source was seen for, with what holds today and all that was chosen, the latest day first. */
export const reportChoice = z.object({
  name: z.enum(REPORT_CHOICES),
  report: z.enum(REPORT_KINDS),
  note: z.string(),
  kind: z.enum(CHOICE_KINDS),
  /** The codes that there are; none of what is no code. */
  values: z.array(z.string()).readonly(),
  today: z.object({
    value: z.string(),
    source: z.string().nullable(),
    /** Null where it is what an installation begins with. */
    effective_from: z.string().nullable(),
  }),
  rows: z.array(
    z.object({
      effective_from: z.string(),
      value: z.string(),
      source: z.string().nullable(),
      reason: z.string(),
      author_name: z.string(),
      created_at_ms: z.number(),
    }),
  ),
});
export type ReportChoice = z.infer<typeof reportChoice>;

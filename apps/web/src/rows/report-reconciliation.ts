import { FINDINGS, type FindingCode } from '@fairlead/rule606/finding/finding';
import { z } from 'zod';

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
});
export type ReportReconciliation = z.infer<typeof reportReconciliation>;
export type ReportFinding = NonNullable<ReportReconciliation['findings']>[number];

import 'server-only';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { z } from 'zod';
import { type ReportFigures, reportFigures } from '@/rows/report-figures';
import { type ReportReconciliation, reportReconciliation } from '@/rows/report-reconciliation';

/** What a run was found to be; the quarters' lists are written in the worker's own words. */
const stored = z.object({
  findings: reportReconciliation.shape.findings.default(null),
  member_lists: z
    .array(z.object({ quarter: z.string(), asOf: z.string().nullable() }))
    .nullable()
    .default(null),
  breaks: reportReconciliation.shape.breaks.default(null),
});

/** What was found in a run; null where it is not made, or in a shape that this console does not know. */
export function reconciliationOf({ reconciliation, asides }: ReportRunRow): ReportReconciliation | null {
  const read = stored.safeParse(reconciliation);
  if (!read.success) return null;
  const { findings, member_lists: lists, breaks } = read.data;
  return {
    ...{ findings, breaks },
    member_lists: lists?.map(({ quarter, asOf }) => ({ quarter, as_of: asOf })) ?? null,
    asides: asides.map(({ id, code, breaks: count, reason, set_by_name, set_at_us }) => ({
      ...{ id, code, breaks: count, reason, by: set_by_name, at_ms: set_at_us / 1_000 },
    })),
  };
}

/** What a run's files were made of; null where it is not made, or in a shape that this console does not know. */
export function figuresOf({ kind, figures }: ReportRunRow): ReportFigures | null {
  if (figures === null) return null;
  const read = reportFigures.safeParse(told(kind, figures));
  return read.success ? read.data : null;
}

/** As the console has it. */
function told(kind: ReportRunRow['kind'], figures: unknown): unknown {
  switch (kind) {
    case 'RULE_606_A1':
      return { kind, report: figures };
    case 'RULE_606_B1':
      return { kind, routing: figures };
    case 'RULE_606_B3':
      return { kind, handling: figures };
    case 'RULE_605':
      return { kind, execution: figures };
    case 'REVIEW':
      return { kind, review: figures };
    case 'TCA':
      return { kind, costs: figures };
  }
}

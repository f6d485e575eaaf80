import { breakCounts, type ReportRunView } from '@fairlead/contracts/report';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { WithdrawnImport } from '@fairlead/db/repositories/import-repository';
import type { ReportRunRow, ReportRunSummary } from '@fairlead/db/repositories/report-run-rows';
import { z } from 'zod';
import type { Refused } from './problem.ts';

const fields = z.record(z.string(), z.unknown());
const broken = z.looseObject({ breaks: breakCounts });

/** A run as the API tells it. */
export function runView(run: ReportRunSummary): ReportRunView {
  const { requested_at_us, started_at_us, done_at_us, approved_at_us, published_at_us, ...told } = run;
  return {
    ...told,
    parameters: fields.parse(run.parameters),
    files: [...(run.files ?? [])],
    requested_at: isoTime(requested_at_us),
    started_at: timeOf(started_at_us),
    done_at: timeOf(done_at_us),
    approved_at: timeOf(approved_at_us),
    published_at: timeOf(published_at_us),
  };
}

/** A run with all that it came to, and what it rests on that no longer counts, as the API tells it. */
export function wholeRunView({ figures, reconciliation, ...run }: ReportRunRow, withdrawn: readonly WithdrawnImport[]) {
  return {
    ...runView(run),
    figures,
    reconciliation: fields.nullable().parse(reconciliation),
    withdrawn_imports: withdrawn.map(({ withdrawn_at_us, ...told }) => ({
      ...told,
      withdrawn_at: isoTime(withdrawn_at_us),
    })),
  };
}

/**
 * Why a run does not leave: what of the record of its time does not fit together, a fault a kind of break. Null where it may. One of simulated orders may: it
 * is nobody's report, and says so.
 */
export function heldBack({ simulated, reconciliation }: ReportRunRow): Refused | null {
  const said = broken.safeParse(reconciliation);
  if (simulated || !said.success || said.data.breaks.count === 0) return null;
  const errors = Object.entries(said.data.breaks.by_code)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => ({
      path: 'reconciliation.breaks',
      code,
      message: count === 1 ? 'once' : `${count} times`,
    }));
  return ['REPORT_HAS_BREAKS', { errors }];
}

function timeOf(us: number | null): string | null {
  return us === null ? null : isoTime(us);
}

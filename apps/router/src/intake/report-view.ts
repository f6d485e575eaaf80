import { breakCounts, type ReportRunView } from '@fairlead/contracts/report';
import { isoTime } from '@fairlead/contracts/wire-value';
import { type BreakCounts, openBreaks } from '@fairlead/core/report/open-breaks';
import type { WithdrawnImport } from '@fairlead/db/repositories/import-repository';
import type { ReportAside, ReportRunRow, ReportRunSummary } from '@fairlead/db/repositories/report-run-rows';
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
export function wholeRunView(
  { figures, reconciliation, asides, ...run }: ReportRunRow,
  withdrawn: readonly WithdrawnImport[],
) {
  return {
    ...runView(run),
    ...{ figures, reconciliation: fields.nullable().parse(reconciliation), asides: asides.map(asideView) },
    open_breaks: openBreaksOf({ reconciliation, asides }).count,
    withdrawn_imports: withdrawn.map(({ withdrawn_at_us, ...told }) => ({
      ...told,
      withdrawn_at: isoTime(withdrawn_at_us),
    })),
  };
}

export function asideView({ id, code, breaks, reason, set_by, set_by_name, set_at_us }: ReportAside) {
  return { id, code, breaks, reason, set_by, set_by_name, set_at: isoTime(set_at_us) };
}

/** Where the record of a run's time does not fit together, and nobody has set that aside. */
function openBreaksOf({ reconciliation, asides }: Pick<ReportRunRow, 'reconciliation' | 'asides'>): BreakCounts {
  const said = broken.safeParse(reconciliation);
  return said.success ? openBreaks(said.data.breaks, asides) : { count: 0, by_code: {} };
}

/**
 * Why a run does not leave: what of the record of its time does not fit together and is open, a fault a kind of break. Null where it may. One of simulated orders may: it
 * is nobody's report, and says so.
 */
export function heldBack(run: ReportRunRow): Refused | null {
  const open = openBreaksOf(run);
  if (run.simulated || open.count === 0) return null;
  return ['REPORT_HAS_BREAKS', { errors: kindsAt('reconciliation.breaks', Object.entries(open.by_code)) }];
}

/** A fault a kind of what holds a run back, with how often it is there: its message says the kind too, for it may be read alone. */
export function kindsAt(path: string, counts: readonly (readonly [code: string, count: number])[]) {
  return counts
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => ({ path, code, message: `${code} ${count === 1 ? 'once' : `${count} times`}` }));
}

function timeOf(us: number | null): string | null {
  return us === null ? null : isoTime(us);
}

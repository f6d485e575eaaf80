import type { ReportRun } from '@/rows/report-run';
import { failureOf } from '@/words/report-words';

/** Why a report could not be made, and what to do. */
export function FailureSection({ run }: { readonly run: ReportRun }) {
  const { title, next, code, detail } = failureOf(run.error);
  return (
    <section aria-label="Why it failed" className="border-t border-line px-4 py-5">
      <p className="text-sm font-medium text-stopped">{title}</p>
      <p className="mt-1 text-sm text-muted">{next}</p>
      {detail !== '' && (
        <p className="mt-3 max-w-200 border-l-2 border-line-strong pl-3 text-xs break-words text-muted">
          {code !== '' && <span className="font-mono">{code} </span>}
          {detail}
        </p>
      )}
    </section>
  );
}
